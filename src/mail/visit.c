#include "mail/visit.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* In what crawlers, programs, previews and gateways of mail call themselves, in any case. */
static const char *const machines[] = {
    "bot",         "crawl",        "spider",      "slurp",      "scan",        "fetch",
    "preview",     "monitor",      "check",       "probe",      "validator",   "archiv",
    "headless",    "phantom",      "selenium",    "puppeteer",  "playwright",  "lighthouse",
    "http",        "curl",         "wget",        "python",     "java/",       "ruby",
    "perl",        "php",          "okhttp",      "axios",      "libwww",      "apache-",
    "barracuda",   "mimecast",     "proofpoint",  "safelinks",  "ironport",    "fireeye",
    "trendmicro",  "symantec",     "sophos",      "forcepoint", "zscaler",     "fortigate",
    "paloalto",    "cloudmark",    "messagelabs", "vade",       "avanan",      "urldefense",
    "facebook",    "whatsapp",     "telegram",    "slack",      "discord",     "skype",
    "linkedin",    "pinterest",    "embedly",     "google-",    "googleother", "mediapartners",
    "feed",        "rss",          "agent",       "analy",      "@",           "+http",
    "compatible;", "dataprovider", "netcraft",    "nutch",      "ahrefs",      "semrush",
    "yandex",      "baidu",        "sogou",       "bytedance",  "gptbot",      "chatgpt",
    "claude",      "perplexity",   "ptst/",       "pagespeed",  "gtmetrix",    "cypress",
};

/* Who has a browser's engine says so; all of them begin alike. */
static const char *const engines[] = {"AppleWebKit/", "Gecko/", "Trident/"};

/* They fetch images once the mail lies in a mailbox: Gmail's, Yahoo's. */
static const char *const proxies[] = {"GoogleImageProxy", "YahooMailProxy"};

static bool has_any(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_find_nocase(text, words[i]))
            return true;
    return false;
}

#define HAS_ANY(text, words) has_any(text, words, sizeof(words) / sizeof *(words))

static bool is_browser(const char *agent)
{
    return text_starts(agent, "Mozilla/5.0 (") && HAS_ANY(agent, engines);
}

/* A Chrome of the last years tells of each request what it is for, wherever there is TLS. */
static bool is_modern_chrome(const char *agent)
{
    enum { TELLS_FROM = 90 };
    static const char name[] = " Chrome/";
    const char *at = strstr(agent, name);
    return at && strtol(at + sizeof name - 1, NULL, 10) >= TELLS_FROM;
}

static bool is_ahead(const Visit *visit)
{
    return text_find_nocase(text_or(visit->purpose, ""), "prefetch") ||
           text_find_nocase(text_or(visit->purpose, ""), "preview") ||
           text_find_nocase(text_or(visit->purpose, ""), "prerender") || !text_empty(visit->moz);
}

static bool is_for_something_else(const Visit *visit)
{
    if (visit->image)
        return visit->dest && !text_equal(visit->dest, "image") &&
               !text_equal(visit->dest, "empty");
    return (visit->mode && !text_equal(visit->mode, "navigate")) ||
           (visit->dest && !text_equal(visit->dest, "document"));
}

static const char *why_machine(const Visit *visit, const char *agent)
{
    if (visit->head)
        return "it asked for the head alone";
    if (is_ahead(visit))
        return "it was fetched ahead of any reader";
    if (strnlen(agent, VISIT_AGENT_MOST + 1) > VISIT_AGENT_MOST || !is_browser(agent))
        return "it was no browser";
    if (HAS_ANY(agent, machines))
        return "it called itself a program";
    if (visit->sent_at != TIME_NONE && visit->at < visit->sent_at + VISIT_EARLY_SECONDS)
        return "it came within seconds of the sending";
    if (is_for_something_else(visit))
        return "nobody went there by it";
    if (visit->secure && !visit->mode && is_modern_chrome(agent))
        return "it called itself a browser and was none";
    return NULL;
}

Visitor visit_judge(const Visit *visit, const char **why)
{
    const char *agent = text_or(visit->agent, "");
    bool early = visit->sent_at != TIME_NONE && visit->at < visit->sent_at;
    const char *reason = why_machine(visit, agent);
    if (why)
        *why = reason;
    if (visit->image && !visit->head && !early &&
        strnlen(agent, VISIT_AGENT_MOST + 1) <= VISIT_AGENT_MOST && HAS_ANY(agent, proxies))
        return VISITOR_PROXY;
    return reason ? VISITOR_MACHINE : VISITOR_HUMAN;
}
