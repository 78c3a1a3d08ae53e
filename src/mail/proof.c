#include "mail/proof.h"

#include "mail/message_id.h"
#include "mail/return_path.h"

typedef struct Finding {
    const MailKeys *keys;
    Proof *at;
    size_t count;
} Finding;

static void add(Finding *finding, MailTouch touch, bool by_path)
{
    for (size_t i = 0; i < finding->count; i++)
        if (finding->at[i].touch.touch == touch.touch &&
            finding->at[i].touch.workspace == touch.workspace && finding->at[i].by_path == by_path)
            return;
    if (finding->count < PROOFS_MOST)
        finding->at[finding->count++] = (Proof){touch, by_path};
}

static void look_at_path(Finding *finding, const char *path)
{
    MailTouch touch;
    for (const char *delimiter = RETURN_PATH_DELIMITERS; *delimiter; delimiter++)
        if (return_path_read(finding->keys, *delimiter, path, &touch)) {
            add(finding, touch, true);
            return;
        }
}

void proofs_of(Arena *arena, const MailKeys *keys, const Reading *reading, const char *to,
               Proofs *proofs)
{
    Finding finding = {.keys = keys, .at = arena_array(arena, PROOFS_MOST, sizeof *finding.at)};
    MailTouch touch;
    if (to)
        look_at_path(&finding, to);
    for (size_t i = 0; i < reading->paths.count; i++)
        look_at_path(&finding, reading->paths.at[i]);
    for (size_t i = 0; i < reading->ids.count; i++)
        if (message_id_read(keys, reading->ids.at[i], &touch))
            add(&finding, touch, false);
    *proofs = (Proofs){finding.at, finding.count};
}
