/* What people type for outcomes, results and excuses, and free texts of sources: whatever it is, it
 * is read as one thing or refused with a message that names the field; a name reads as itself. */
#include "follow/outcome.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 4096 };

static void hold(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > WORDS_MOST)
        return 0;
    char typed[WORDS_MOST + 1];
    memcpy(typed, data + 1, size - 1);
    typed[size - 1] = '\0';
    Channel channel = (Channel)(data[0] % CHANNELS);

    Outcome outcome = OUTCOME_NONE;
    Result result = RESULT_NONE;
    Excuse excuse = EXCUSE_NONE;
    Err err = {0};
    if (outcome_read(typed, channel, &outcome, &err)) {
        const OutcomeFacts *facts = outcome_facts(outcome);
        hold(outcome != OUTCOME_NONE && outcome < OUTCOMES);
        hold(!channel || !facts->channels || facts->channels & CHANNEL_BIT(channel));
        Outcome again = OUTCOME_NONE;
        hold(outcome_read(outcome_name(outcome), channel, &again, &err) && again == outcome);
    } else {
        hold(err.kind == ERR_INPUT && strcmp(err.field, "outcome") == 0 && err.message[0]);
    }
    if (result_read(typed, &result, &err))
        hold(result != RESULT_NONE && result < RESULTS);
    if (excuse_read(typed, &excuse, &err))
        hold(excuse != EXCUSE_NONE && excuse < EXCUSES);
    hold(source_kind_of(typed) < SOURCE_KINDS);
    return 0;
}
