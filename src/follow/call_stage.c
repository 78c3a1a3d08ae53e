#include "follow/call_stage.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[CALL_STAGES] = {"asked",    "dialling", "ringing",
                                               "answered", "ended",    "failed"};

const char *call_stage_name(CallStage stage)
{
    return names[stage];
}

bool call_stage_find(const char *name, CallStage *stage)
{
    for (int i = 0; i < CALL_STAGES; i++)
        if (text_equal(name, names[i])) {
            *stage = (CallStage)i;
            return true;
        }
    return false;
}

bool call_stage_is_over(CallStage stage)
{
    return stage == CALL_ENDED || stage == CALL_FAILED;
}

bool call_stage_follows(CallStage before, CallStage after)
{
    return !call_stage_is_over(before) && after > before;
}

int call_code(const char *words)
{
    static const struct {
        const char *word;
        int code;
    } said[] = {{"busy", 486},          {"no answer", 480},      {"no_answer", 480},
                {"noanswer", 480},      {"timeout", 408},        {"cancel", 487},
                {"chanunavail", 480},   {"declined", 603},       {"rejected", 603},
                {"unallocated", 404},   {"invalid number", 484}, {"wrong number", 404},
                {"does not exist", 404}};
    enum { LEAST = 300, MOST = 699, DIGITS = 3 };
    if (strspn(words, "0123456789") == DIGITS) {
        int code = (int)strtol(words, NULL, 10);
        return code >= LEAST && code <= MOST ? code : 0;
    }
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (text_find_nocase(words, said[i].word))
            return said[i].code;
    return 0;
}

Outcome call_suggests(CallStage stage, bool answered, int code)
{
    static const struct {
        int code;
        Outcome outcome;
    } ends[] = {{486, OUTCOME_BUSY},         {600, OUTCOME_BUSY},
                {404, OUTCOME_WRONG_NUMBER}, {410, OUTCOME_WRONG_NUMBER},
                {484, OUTCOME_WRONG_NUMBER}, {604, OUTCOME_WRONG_NUMBER},
                {408, OUTCOME_NO_ANSWER},    {480, OUTCOME_NO_ANSWER},
                {487, OUTCOME_NO_ANSWER},    {603, OUTCOME_NO_ANSWER}};
    if (answered)
        return OUTCOME_TALKED;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends[i].code == code)
            return ends[i].outcome;
    /* It rang, and whoever dialled gave up. */
    return stage == CALL_ENDED && !code ? OUTCOME_NO_ANSWER : OUTCOME_NONE;
}
