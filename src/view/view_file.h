/* Files, and the cards that wait to be typed, as documents:
 *
 *     file: {id, name, type, image, size (bytes), user, card, created_at}
 *     files: {files [file…]}
 *     cards: {cards [{lead {id, name, note, source}, owner, file {…}}…] (oldest first), more,
 *         card: the first of them | null} */
#pragma once

#include "action/card_photo.h"
#include "base/doc.h"

Doc *view_file(Arena *arena, const FileShown *file);
Doc *view_files(Arena *arena, const FilesShown *files);
Doc *view_cards(Arena *arena, const WaitingCards *cards);
