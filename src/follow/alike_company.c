/* Company names: what stays when the legal clothing is taken off. */
#include "follow/alike_part.h"

#include "base/buf.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

/* Forms of companies as they stand at the end of a name, folded, initials joined ("S.p.A." →
 * "spa"). Source: the ISO 20275 list of entity legal forms, cut to the everyday ones; forms that
 * are also ordinary words ("me", "is", "unlimited") are left out. By country, as a person checks
 * it. */
static const char *const legal_forms[] = {
    /* United States */
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "lllp",
    "lp",
    "pc",
    "pllc",
    /* United Kingdom, Ireland */
    "ltd",
    "limited",
    "plc",
    "cic",
    "dac",
    "clg",
    /* Australia, Singapore, Malaysia, India */
    "pty",
    "proprietary",
    "pte",
    "pvt",
    "private",
    "bhd",
    "sdn",
    /* Germany, Austria, Switzerland */
    "gmbh",
    "ggmbh",
    "gesmbh",
    "mbh",
    "ag",
    "kg",
    "kgaa",
    "ohg",
    "og",
    "ug",
    "gbr",
    "ek",
    "ev",
    "eg",
    "se",
    "ewiv",
    "partg",
    "partgmbb",
    "haftungsbeschrankt",
    "aktiengesellschaft",
    "kommanditgesellschaft",
    /* France, Belgium, Netherlands */
    "sa",
    "sarl",
    "sas",
    "sasu",
    "eurl",
    "snc",
    "sca",
    "scs",
    "sci",
    "gie",
    "scop",
    "bv",
    "nv",
    "vof",
    "bvba",
    "sprl",
    "cvba",
    "vzw",
    "asbl",
    /* Italy */
    "spa",
    "srl",
    "srls",
    "sapa",
    "scarl",
    /* Spain, Portugal, Latin America; "de" as in "S.A. de C.V." */
    "sl",
    "slu",
    "sau",
    "slp",
    "sac",
    "sab",
    "cv",
    "rl",
    "de",
    "lda",
    "ltda",
    "limitada",
    "eireli",
    /* the North */
    "ab",
    "hb",
    "as",
    "asa",
    "ans",
    "aps",
    "oy",
    "oyj",
    "ky",
    "tmi",
    "ehf",
    "hf",
    "amba",
    /* the East; "sp" and "zoo" as in "Sp. z o.o." */
    "sp",
    "zoo",
    "spzoo",
    "spk",
    "spj",
    "sro",
    "zrt",
    "kft",
    "nyrt",
    "doo",
    "ood",
    "eood",
    "ead",
    "uab",
    "sia",
    "ou",
    "ooo",
    "oao",
    "zao",
    "pao",
    "tov",
    /* Japan, the Gulf */
    "kk",
    "gk",
    "kabushiki",
    "kaisha",
    "jsc",
    "pjsc",
    "cjsc",
    "fze",
    "fzco",
    "wll",
    "saoc",
};

/* Before a name; the article also behind it ("Grill, The"). */
static const char *const articles[] = {"the", "firma", "fa", "pt", "ooo", "oao", "zao", "pao"};

/* Say nothing between two names. */
static const char *const joints[] = {"and", "und", "et", "en", "og", "och", "y", "e", "i"};

typedef VEC(const char *) Words;

/* The words of a folded name, runs of single letters joined: "s p a" is "spa", "a b c" "abc". */
static Words name_words(Arena *arena, const char *folded)
{
    Words words = {0};
    AlikeWord word, run = {0};
    size_t run_length = 0;
    for (bool more = true; more;) {
        more = alike_word_next(&folded, &word);
        bool single = more && word.text[1] == '\0' && !(word.text[0] >= '0' && word.text[0] <= '9');
        if (single && run_length + 1 < sizeof run.text) {
            run.text[run_length++] = word.text[0];
            continue;
        }
        run.text[run_length] = '\0';
        if (strcmp(run.text, "s") == 0 && words.count) /* "bone s" is "bones" */
            words.at[words.count - 1] = arena_printf(arena, "%ss", words.at[words.count - 1]);
        else if (run_length)
            *vec_push(arena, &words) = arena_strdup(arena, run.text);
        run_length = 0;
        if (more)
            *vec_push(arena, &words) = arena_strdup(arena, word.text);
    }
    return words;
}

char *alike_company_key(Arena *arena, const char *name)
{
    auto_arena Arena *scratch = arena_new();
    Words words = name_words(scratch, text_fold(scratch, name));
    size_t first = 0, end = words.count;
    while (first + 1 < end && ALIKE_IN(words.at[first], articles))
        first++;
    while (first + 1 < end &&
           (ALIKE_IN(words.at[end - 1], legal_forms) || ALIKE_IN(words.at[end - 1], joints) ||
            strcmp(words.at[end - 1], "the") == 0))
        end--;
    if (first + 1 == end &&
        (ALIKE_IN(words.at[first], legal_forms) || ALIKE_IN(words.at[first], articles))) {
        first = 0; /* nothing of its own: "The Company" */
        end = words.count;
    }
    auto_buf Buf key = buf_new(SIZE_MAX / 4);
    for (size_t i = first; i < end; i++)
        if (end - first < 2 || !ALIKE_IN(words.at[i], joints))
            buf_addf(&key, "%s%s", key.length ? " " : "", words.at[i]);
    return arena_strndup(arena, key.at, key.length);
}

bool alike_same_company(const char *a, const char *b)
{
    auto_arena Arena *scratch = arena_new();
    const char *key = alike_company_key(scratch, a);
    return key[0] && strcmp(key, alike_company_key(scratch, b)) == 0;
}
