#include "mail/refusal.h"

#include "base/text.h"
#include "mail/refusal_part.h"
#include "mail/refusal_words.h"

#include <string.h>

/* "Why did you not text me": a question about it, or a condition, from the clause's begin to `to`.
 */
static bool is_asking(const Clause *clause, size_t to)
{
    return clause_has(clause, 0, to, ASKING);
}

/* --- what is governed ------------------------------------------------------------------------- */

/* Whether what follows the word of reaching at `head` leaves it our reaching of them: "texting me
 * at this number, you …", not "texting Bob", "text me after 6", "text me the quote". */
static bool is_of_us(const Clause *clause, size_t head)
{
    size_t end = clause_skip(clause, head + 1, TAIL);
    if (end == clause->count)
        return !(end > head + 1 && clause_is(clause, end - 1, "for in as about"));
    if (clause_is(clause, end, LIMITS))
        return clause_reads(clause, end, "and") || clause_reads(clause, end, "so") ||
               clause_reads(clause, end, "if you dont") || clause_reads(clause, end, "late again");
    if (clause_is(clause, end, "the a an our his her their another") ||
        clause_is(clause, end - 1, PREPOSITIONS))
        return clause_is(clause, end + 1, RUBBISH);
    return clause_has(clause, head + 1, end, PRONOUNS) || clause_has(clause, head, end, MINE);
}

/* "Don't call me, text me": of two ways the other one. */
static bool is_other_way(const Clauses *clauses, const Clause *clause, size_t head)
{
    if (!clause_is(clause, head, CALLS))
        return false;
    for (size_t i = 0; i < clauses->count; i++) {
        const Clause *other = &clauses->at[i];
        size_t begin = other == clause ? clause_skip(clause, head + 1, "me us please") : 0;
        begin = clause_skip(other, begin, POLITE "but instead only rather ");
        if (begin != head && (other == clause || other > clause) && clause_is(other, begin, TEXTS))
            return true;
    }
    return false;
}

/* What is sent: "me any more of these texts", "messages to this number"; not "the invoice". */
static bool is_sending_us(const Clause *clause, size_t head)
{
    size_t at = clause_skip(
        clause, head + 1,
        "me us any more these those your this such all of further out these unwanted unsolicited "
        "to my anymore again stupid fucking damn ");
    if (at == clause->count)
        return at > head + 1 || clause->end != '?';
    return clause_is(clause, at, MESSAGES RUBBISH MINE) && is_of_us(clause, at);
}

/* --- the kinds of sentences ------------------------------------------------------------------- */

static bool is_end(const Clause *clause, size_t i)
{
    return word_is_stop(clause->at[i]) || clause_is(clause, i, ENDS_TALK);
}

/* "Don't stop", "the next stop": no end. */
static bool ends(const Clause *clause, size_t i)
{
    return is_end(clause, i) && !(i && clause_is(clause, i - 1, NEGATIONS " " NOT_THEN)) &&
           !(i && clause_is(clause, i - 1, DETERMINERS));
}

/* "Stop the", "stop at": of something that is not said. */
static bool goes_on(const Clause *clause)
{
    return clause_is(clause, clause->count - 1, "the to with like must for as and or") ||
           (clause_has(clause, 0, clause->count, "at") &&
            !clause_has(clause, 0, clause->count, "once all"));
}

/* "I said stop", "stop, I mean it": an end, and nothing but courtesy beside it. */
static bool end_alone(const Clause *clause)
{
    bool ended = false;
    for (size_t i = 0; i < clause->count; i++) {
        bool one = ends(clause, i) && !clause_is(clause, i, "stopped");
        if (!one && !clause_is(clause, i, COURTESY))
            return false;
        ended |= one;
    }
    bool mine = clause_has(clause, 0, clause->count, SUBJECTS) &&
                !clause_has(clause, 0, clause->count, SAYING);
    return ended && !mine && !goes_on(clause) && !is_asking(clause, clause->count);
}

/* "End please", "kindly cancel": of what may be something else, with courtesy alone. */
static bool order_alone(const Clause *clause)
{
    size_t at = clause_skip(clause, 0, POLITE);
    return (clause_is(clause, at, ENDS_ORDER) || clause_reads(clause, at, "quit") ||
            clause_is(clause, at, "revoke")) &&
           clause_skip(clause, at + 1, POLITE "it this me all ") == clause->count &&
           clause->end != '?' && !goes_on(clause);
}

static bool end_of_texts(const Clause *clause)
{
    bool begged = clause_has(clause, 0, clause->count, "appreciate grateful nice great better");
    for (size_t i = 0; i < clause->count; i++) {
        bool order =
            clause_is(clause, i, ENDS_ORDER) && !(i && clause_is(clause, i - 1, DETERMINERS));
        bool enough = i == clause_skip(clause, 0, POLITE) && clause_reads(clause, i, "enough");
        if ((!ends(clause, i) && !order && !enough) || (is_asking(clause, i) && !begged))
            continue;
        size_t head = clause_skip(clause, i + 1, FILL);
        bool sends = clause_has(clause, i + 1, head, "sending sendin");
        if (head == clause->count) {
            if (sends || (clause_has(clause, i + 1, head, "these annoying") && !order && !enough))
                return true;
        } else if (clause_is(clause, head, order ? MESSAGES PLANS : MESSAGES REACHING REACH) ||
                   (sends && clause_is(clause, head, RUBBISH MINE)) ||
                   (clause_is(clause, head, "everything all") &&
                    i == clause_skip(clause, 0, POLITE))) {
            if (!(order && clause_is(clause, head, "calls")) && is_of_us(clause, head))
                return true;
        }
    }
    return false;
}

/* "Don't text me", "never contact us again", "you are not to call this number". */
static bool negation(const Clauses *clauses, const Clause *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        bool longer = clause_reads(clause, i, "no longer");
        if (!longer && !clause_is(clause, i, NEGATIONS))
            continue;
        size_t head = clause_skip(clause, i + 1 + longer,
                                  POLITE "ever even dare you to u be keep any try continue longer "
                                         "further under circumstances bother attempt me us think ");
        size_t before = i && clause_reads(clause, i - 1, "do not") ? i - 1 : i;
        bool list = clause_has(clause, head, head + 4, "list registry");
        if (list && clause_is(clause, head, REACH))
            return true;
        if ((before && clause_is(clause, before - 1, OTHERS) &&
             !clause_reads(clause, i, "not to")) ||
            is_asking(clause, i) || clause_is(clause, head + 1, "now")) /* "don't call now" */
            continue;
        if (clause_is(clause, head, "send sending give")
                ? is_sending_us(clause, head)
                : clause_is(clause, head, REACH REACHING REACHED) && is_of_us(clause, head) &&
                      !is_other_way(clauses, clause, head))
            return true;
        if (clause_reads(clause, head, "want you to") && clause_is(clause, head + 3, REACH) &&
            is_of_us(clause, head + 3))
            return true;
    }
    return false;
}

/* "I don't want these messages", "we no longer wish to be texted", "never signed up for this". */
static bool wish(const Clause *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        bool longer = clause_reads(clause, i, "no longer");
        if ((!longer && !clause_is(clause, i, NEGATIONS " " NOT_THEN)) ||
            (i && clause_is(clause, i - 1, "you u they he she")) ||
            is_asking(clause, i && clause_reads(clause, i - 1, "did not") ? i - 1 : i))
            continue;
        size_t at = clause_skip(clause, i + 1 + longer, POLITE "ever even have any do i longer ");
        if (!clause_is(clause, at, WISHES))
            continue;
        size_t head = clause_skip(clause, at + 1, WISHED);
        if (head == clause->count) {
            if (clause_is(clause, at, WISHES_DONE) ||
                clause_has(clause, at, head, "hear hearing receive receiving contacted"))
                return true;
            continue;
        }
        bool to = clause_is(clause, head - 1, "to");
        bool us = clause_has(clause, at, head, "you u anyone anybody company people guys");
        if (clause_is(clause, head, MESSAGES REACHED PLANS) && !(to && !us)
                ? is_of_us(clause, head)
                : clause_is(clause, head, REACH REACHING) && us && is_of_us(clause, head))
            return true;
        if (clause_is(clause, at, "give gave") && clause_is(clause, head, MINE))
            return true;
        if (clause_has(clause, at, head, "hear hearing") && !clause_is(clause, head, LIMITS) &&
            !clause_is(clause, head - 1, PREPOSITIONS))
            return true;
    }
    return false;
}

/* "No more texts please", "no texting", "no more". */
static bool none(const Clause *clause)
{
    size_t at = clause_skip(clause, 0, POLITE);
    if (!clause_is(clause, at, "no zero") || clause->end == '?')
        return false;
    size_t head = clause_skip(clause, at + 1, "more further additional of these your the damn ");
    if (clause_skip(clause, head, POLITE) == clause->count)
        return head > at + 1;
    return clause_is(clause, head, MESSAGES REACHING RUBBISH REACH) &&
           clause_skip(clause, head, TAIL) == clause->count;
}

/* "Take me off your list", "remove this number": off a list, or off everything. */
static bool removal(const Clause *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (!clause_is(clause, i, REMOVES) || is_asking(clause, i) ||
            (i && clause_is(clause, i - 1, NEGATIONS " " NOT_THEN " they we")))
            continue;
        size_t at = clause_skip(clause, i + 1, "to be want the");
        bool me = clause_reads(clause, at, "me") || clause_reads(clause, at, "us") ||
                  clause_reads(clause, at, "myself");
        bool mine = clause_is(clause, at, "my our this") &&
                    clause_is(clause, at + 1, MINE " name contact info information data details");
        if (!me && !mine && !clause_is(clause, at, REMOVED_FROM))
            continue;
        at = clause_skip(clause, at + me + (mine ? 2U : 0U),
                         POLITE "and number info information details name contact phone ");
        if (at >= clause->count) {
            if (mine || !clause_is(clause, i, "forget get pull lose want leave kill block drop"))
                return true;
            continue;
        }
        if (!clause_is(clause, at, REMOVED_FROM))
            continue;
        size_t list = clause_skip(
            clause, at + 1, POLITE "of off from your ur the this that all any every these damn ");
        if ((list == clause->count && !clause_is(clause, i, "want get leave")) ||
            (list < clause->count && clause_has(clause, list, list + 4, LISTS)))
            return true;
    }
    return false;
}

/* "Unsubscribe me", "opt me out of these texts"; not "of the extended warranty". */
static bool opt_out(const Clause *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (i && clause_is(clause, i - 1, NEGATIONS " " NOT_THEN))
            continue;
        bool opts = clause_is(clause, i, "opt opting") && clause_has(clause, i + 1, i + 3, "out");
        if (!opts && !clause_is(clause, i, "optout unsubscribing remove") &&
            !word_is_stop(clause->at[i]))
            continue;
        if (!opts && clause_is(clause, i, "stop remove"))
            continue;
        size_t at = clause_skip(clause, i + 1,
                                TAIL "out off subscription program list lists mailing service ");
        if (!(i && clause_is(clause, i - 1, "an the your no")) && at == clause->count)
            return true;
    }
    return false;
}

static bool consent(const Clause *clause)
{
    for (size_t i = 0; i < clause->count; i++) {
        if (!clause_is(clause, i, CONSENTS))
            continue;
        bool taken = clause_has(clause, 0, i, WITHDRAWS) ||
                     (i > 1 && clause_reads(clause, i - 2, "without my")) ||
                     clause_reads(clause, i + 1, "revoked") ||
                     clause_reads(clause, i + 1, "withdrawn") ||
                     clause_reads(clause, i + 1, "is revoked") ||
                     clause_reads(clause, i + 1, "is withdrawn");
        bool never =
            clause_has(clause, 0, i, NEGATIONS " no " NOT_THEN) &&
            (clause_has(clause, 0, clause->count, WHOSE) || clause_is(clause, i - 1, NEGATIONS));
        if (taken || never)
            return true;
    }
    return false;
}

/* "You have the wrong number": of us, and not "of boxes". */
static bool wrong_number(const Clause *clause)
{
    static const char *const allowed =
        COURTESY "got the a think got guy phone theres nobody has person one here u friend buddy "
                 "youve dialed texting reached must have for him her ";
    for (size_t i = 0; i + 1 < clause->count; i++)
        if (clause_is(clause, i, "wrong") && clause_is(clause, i + 1, "number person num"))
            return clause_skip(clause, 0, allowed) == clause->count;
    return false;
}

bool refusal_is(Arena *arena, const char *words)
{
    Clauses clauses = clauses_of(arena, words);
    for (size_t i = 0; i < clauses.count; i++) {
        const Clause *clause = &clauses.at[i];
        if (end_alone(clause) || (clauses.count == 1 && order_alone(clause)) ||
            end_of_texts(clause) || negation(&clauses, clause) || wish(clause) || none(clause) ||
            removal(clause) || opt_out(clause) || consent(clause) || refusal_abuse(clause) ||
            wrong_number(clause))
            return true;
    }
    return refusal_threat(&clauses) || refusal_foreign(text_fold(arena, words), &clauses);
}
