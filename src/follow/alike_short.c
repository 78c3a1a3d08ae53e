/* Short forms of given names, English and German: what people call themselves on a card. */
#include "follow/alike_part.h"

#include <string.h>

/* Sorted by the short form. Forms that are names in their own right nearly everywhere (Anna, Eva)
 * are left out. */
static const struct {
    const char *brief, *whole;
} short_names[] = {
    {"abby", "abigail"},     {"al", "albert"},       {"al", "alan"},
    {"alex", "alexander"},   {"alex", "alexandra"},  {"andi", "andreas"},
    {"andy", "andrew"},      {"andy", "andreas"},    {"barb", "barbara"},
    {"becky", "rebecca"},    {"ben", "benjamin"},    {"bernd", "bernhard"},
    {"beth", "elizabeth"},   {"bill", "william"},    {"billy", "william"},
    {"bob", "robert"},       {"bobby", "robert"},    {"brad", "bradley"},
    {"cathy", "catherine"},  {"charlie", "charles"}, {"chris", "christian"},
    {"chris", "christina"},  {"chris", "christine"}, {"chris", "christopher"},
    {"chuck", "charles"},    {"cindy", "cynthia"},   {"dan", "daniel"},
    {"danny", "daniel"},     {"dave", "david"},      {"deb", "deborah"},
    {"debbie", "deborah"},   {"dick", "richard"},    {"don", "donald"},
    {"doug", "douglas"},     {"drew", "andrew"},     {"ed", "edward"},
    {"eddie", "edward"},     {"flo", "florian"},     {"frank", "francis"},
    {"franz", "franziskus"}, {"fred", "frederick"},  {"fritz", "friedrich"},
    {"gabi", "gabriele"},    {"geoff", "geoffrey"},  {"georg", "george"},
    {"greg", "gregory"},     {"hank", "henry"},      {"hans", "johannes"},
    {"hansi", "johann"},     {"hans", "johann"},     {"harry", "harold"},
    {"heinz", "heinrich"},   {"jack", "john"},       {"jake", "jacob"},
    {"jeff", "jeffrey"},     {"jen", "jennifer"},    {"jenny", "jennifer"},
    {"jerry", "gerald"},     {"jess", "jessica"},    {"jim", "james"},
    {"jimmy", "james"},      {"jo", "joanne"},       {"joe", "joseph"},
    {"joey", "joseph"},      {"johnny", "john"},     {"jon", "jonathan"},
    {"josh", "joshua"},      {"kate", "katherine"},  {"kathy", "katherine"},
    {"katie", "katherine"},  {"ken", "kenneth"},     {"kim", "kimberly"},
    {"klaus", "nikolaus"},   {"larry", "lawrence"},  {"liz", "elizabeth"},
    {"lou", "louis"},        {"maggie", "margaret"}, {"manni", "manfred"},
    {"marty", "martin"},     {"matt", "matthew"},    {"max", "maximilian"},
    {"meg", "margaret"},     {"mel", "melanie"},     {"micha", "michael"},
    {"mick", "michael"},     {"mike", "michael"},    {"nate", "nathan"},
    {"ned", "edward"},       {"nick", "nicholas"},   {"pam", "pamela"},
    {"pat", "patricia"},     {"pat", "patrick"},     {"peggy", "margaret"},
    {"pete", "peter"},       {"phil", "philip"},     {"phil", "phillip"},
    {"ray", "raymond"},      {"rich", "richard"},    {"rick", "richard"},
    {"rob", "robert"},       {"robbie", "robert"},   {"rolf", "rudolf"},
    {"ron", "ronald"},       {"rudi", "rudolf"},     {"sam", "samuel"},
    {"sam", "samantha"},     {"sandy", "sandra"},    {"sepp", "josef"},
    {"sebi", "sebastian"},   {"steffi", "stefanie"}, {"steve", "stephen"},
    {"steve", "steven"},     {"sue", "susan"},       {"susi", "susanne"},
    {"ted", "edward"},       {"ted", "theodore"},    {"terry", "terence"},
    {"tim", "timothy"},      {"tina", "christina"},  {"tobi", "tobias"},
    {"tom", "thomas"},       {"tommy", "thomas"},    {"tony", "anthony"},
    {"uli", "ulrich"},       {"vicky", "victoria"},  {"vince", "vincent"},
    {"will", "william"},     {"willi", "wilhelm"},   {"wolf", "wolfgang"},
    {"zach", "zachary"},
};

enum { COUNT = sizeof short_names / sizeof *short_names };

static bool is_short_for(const char *brief, const char *whole)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(short_names[i].brief, brief) == 0 && strcmp(short_names[i].whole, whole) == 0)
            return true;
    return false;
}

bool alike_short_known(const char *name)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(short_names[i].brief, name) == 0 || strcmp(short_names[i].whole, name) == 0)
            return true;
    return false;
}

bool alike_short_pair(const char *a, const char *b)
{
    for (size_t i = 0; i < COUNT; i++)
        if (strcmp(short_names[i].brief, a) == 0 &&
            (strcmp(short_names[i].whole, b) == 0 || is_short_for(b, short_names[i].whole)))
            return true;
    return is_short_for(b, a);
}
