#include "auth/qr.h"

#include "auth/signin_driver.h"
#include "base/buf.h"

/* One piece of path for each run of dark squares in a line. */
static void draw_line(const unsigned char *squares, int size, int line, Buf *path)
{
    for (int at = 0; at < size;) {
        int first = at;
        while (at < size && squares[at])
            at++;
        if (at > first)
            buf_addf(path, "M%d %dh%dv1h-%dz", first, line, at - first, at - first);
        else
            at++;
    }
}

bool qr_squares(Arena *arena, const char *text, QrSquares *squares, Err *err)
{
    unsigned char *drawn = arena_alloc(arena, QR_SQUARES_MOST);
    int size = 0;
    const SigninDriver *driver = signin_driver(err);
    if (!driver)
        return false;
    if (!driver->qr_draw(text, drawn, &size))
        return err_set(err, ERR_INPUT, "that is too long for a QR code");
    *squares = (QrSquares){drawn, size};
    return true;
}

Doc *qr_document(Arena *arena, const char *text, Err *err)
{
    enum { PIECE_MOST = 32, QUIET = 4 }; /* characters; a code has fewer runs than squares */
    QrSquares code = {0};
    if (!qr_squares(arena, text, &code, err))
        return NULL;
    int size = code.size;
    auto_buf Buf path = buf_new((size_t)QR_SQUARES_MOST * PIECE_MOST);
    for (int line = 0; line < size; line++)
        draw_line(code.at + line * size, size, line, &path);
    Doc *doc = doc_object(arena);
    doc_set_text(arena, doc, "text", text);
    doc_set_text(
        arena, doc, "box",
        arena_printf(arena, "-%d -%d %d %d", QUIET, QUIET, size + 2 * QUIET, size + 2 * QUIET));
    doc_set_text(arena, doc, "path", arena_strdup(arena, path.at));
    return doc;
}
