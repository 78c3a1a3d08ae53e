#include "channel/hylafax_reply.h"

#include "base/text.h"
#include "base/vec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- replies ---------------------------------------------------------------------------------- */

enum { CODE_DIGITS = 3 };

static int code_of(const char *line)
{
    int code = 0;
    for (int i = 0; i < CODE_DIGITS; i++) {
        if (line[i] < '0' || line[i] > '9')
            return 0;
        code = 10 * code + line[i] - '0';
    }
    return code >= 100 && code <= 599 ? code : 0;
}

/* A line that is whole. */
static HylafaxHeard take_line(HylafaxReader *reader, HylafaxReply *reply)
{
    reader->line[reader->length] = '\0';
    int code = reader->length >= CODE_DIGITS ? code_of(reader->line) : 0;
    char mark = code ? reader->line[CODE_DIGITS] : '\0';
    bool last = code && mark != '-' && (!reader->code || reader->code == code);
    reader->length = 0;
    if (!reader->code && !code)
        return HYLAFAX_BROKEN;
    if (!last) {
        reader->code = reader->code ? reader->code : code;
        return HYLAFAX_MORE;
    }
    *reply = (HylafaxReply){.code = code};
    snprintf(reply->words, sizeof reply->words, "%s",
             mark ? reader->line + CODE_DIGITS + 1 : reader->line + CODE_DIGITS);
    reader->code = 0;
    return HYLAFAX_WHOLE;
}

HylafaxHeard hylafax_hear(HylafaxReader *reader, const char *bytes, size_t count, size_t *used,
                          HylafaxReply *reply)
{
    HylafaxHeard heard = HYLAFAX_MORE;
    size_t at = 0;
    while (at < count && heard == HYLAFAX_MORE) {
        char byte = bytes[at++];
        if (byte == '\n')
            heard = take_line(reader, reply);
        else if (byte != '\r' && byte && reader->length < sizeof reader->line - 1)
            reader->line[reader->length++] = byte; /* what is longer says nothing more */
    }
    *used = at;
    return heard;
}

static bool take_number(const char **at, long most, long *number)
{
    char *end;
    if (**at < '0' || **at > '9')
        return false;
    *number = strtol(*at, &end, 10);
    *at = end;
    return *number <= most;
}

/* "Entering Passive Mode (127,0,0,1,230,7)" */
static bool port_of_passive(const char *words, int *port)
{
    enum { NUMBERS = 6, BYTE = 255 };
    const char *at = strchr(words, '(');
    long numbers[NUMBERS];
    for (int i = 0; i < NUMBERS; i++)
        if (!at || !(*at == '(' || *at == ',') || !(at++, take_number(&at, BYTE, &numbers[i])))
            return false;
    *port = (int)(numbers[NUMBERS - 2] * (BYTE + 1) + numbers[NUMBERS - 1]);
    return *port > 0;
}

bool hylafax_reply_port(const HylafaxReply *reply, int *port)
{
    enum { EXTENDED = 229, PASSIVE = 227, PORT_MOST = 65535 };
    const char *at = strstr(reply->words, "(|||");
    long number;
    if (reply->code == PASSIVE)
        return port_of_passive(reply->words, port);
    if (reply->code != EXTENDED || !at)
        return false;
    at += strlen("(|||");
    if (!take_number(&at, PORT_MOST, &number) || !number || *at != '|')
        return false;
    *port = (int)number;
    return true;
}

/* The word behind `label`: letters, digits and what paths have. */
static bool word_after(const char *words, const char *label, char word[static HYLAFAX_NAME_BYTES])
{
    const char *at = text_find_nocase(words, label);
    size_t length;
    if (!at)
        return false;
    at += strlen(label);
    at += strspn(at, " ");
    length = strspn(at, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-");
    while (length && at[length - 1] == '.')
        length--;
    if (!length || length >= HYLAFAX_NAME_BYTES)
        return false;
    memcpy(word, at, length);
    word[length] = '\0';
    return true;
}

bool hylafax_reply_file(const HylafaxReply *reply, char name[static HYLAFAX_NAME_BYTES])
{
    return word_after(reply->words, "FILE:", name);
}

bool hylafax_reply_job(const HylafaxReply *reply, char number[static HYLAFAX_NAME_BYTES])
{
    return word_after(reply->words, "jobid:", number);
}

/* --- lists ------------------------------------------------------------------------------------ */

/* hfaxd's letters: ?TPSBWRDF. */
static HylafaxState state_of(char letter)
{
    return letter == 'D' ? HYLAFAX_DONE : letter == 'F' ? HYLAFAX_FAILED : HYLAFAX_WAITS;
}

static const char *trimmed(char *field)
{
    char *end = field + strlen(field);
    while (end > field && (end[-1] == ' ' || end[-1] == '\r'))
        *--end = '\0';
    return field + strspn(field, " ");
}

static bool read_line(Arena *arena, const char *line, size_t length, HylafaxJob *job)
{
    enum { NUMBER, STATE, PAGES, TAG, WORDS, FIELDS, PAGES_MOST = 100000 };
    const char *fields[FIELDS];
    char *at = arena_strndup(arena, line, length);
    for (int i = 0; i < FIELDS; i++) {
        char *end = i < WORDS ? strchr(at, '|') : at + strlen(at);
        if (!end)
            return false;
        bool last = !*end;
        *end = '\0';
        fields[i] = trimmed(at);
        at = last ? end : end + 1;
    }
    long pages = strtol(fields[PAGES], NULL, 10);
    *job = (HylafaxJob){.number = fields[NUMBER],
                        .tag = fields[TAG],
                        .state = state_of(fields[STATE][0]),
                        .pages = pages > 0 && pages < PAGES_MOST ? (int)pages : 0,
                        .words = fields[WORDS]};
    return *job->number && strlen(job->number) < HYLAFAX_NAME_BYTES;
}

HylafaxJobs hylafax_jobs_read(Arena *arena, const char *list, size_t length)
{
    VEC(HylafaxJob) jobs = {0};
    const char *end = list + length;
    while (list < end) {
        const char *line = memchr(list, '\n', (size_t)(end - list));
        size_t long_is = (size_t)((line ? line : end) - list);
        HylafaxJob job;
        if (!memchr(list, '\0', long_is) && read_line(arena, list, long_is, &job))
            *vec_push(arena, &jobs) = job;
        list += long_is + (line != NULL);
    }
    return (HylafaxJobs){jobs.at, jobs.count};
}
