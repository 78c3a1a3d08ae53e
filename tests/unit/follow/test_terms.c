/* Terms: every name round trips, none means two things, and source texts of four languages are
 * understood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "follow/situation.h"

#include <string.h>

#define ROUND_TRIP(noun, Type, COUNT)                                                              \
    static void noun##_round_trip(void **state)                                                    \
    {                                                                                              \
        for (unsigned at = 0; at < COUNT; at++) {                                                  \
            Type found = (Type)COUNT;                                                              \
            assert_non_null(noun##_name((Type)at));                                                \
            assert_true(noun##_find(noun##_name((Type)at), &found));                               \
            assert_int_equal(found, at);                                                           \
        }                                                                                          \
        Type untouched = (Type)0;                                                                  \
        assert_false(noun##_find("no such name", &untouched));                                     \
        assert_false(noun##_find(NULL, &untouched));                                               \
        assert_int_equal(untouched, 0);                                                            \
        assert_string_equal(noun##_name((Type)COUNT), "?");                                        \
    }

ROUND_TRIP(channel, Channel, CHANNELS)
ROUND_TRIP(address_kind, AddressKind, ADDRESS_KINDS)
ROUND_TRIP(address_state, AddressState, ADDRESS_STATES)
ROUND_TRIP(role, Role, ROLES)
ROUND_TRIP(person_state, PersonState, PERSON_STATES)
ROUND_TRIP(lead_status, LeadStatus, LEAD_STATUSES)
ROUND_TRIP(source_kind, SourceKind, SOURCE_KINDS)
ROUND_TRIP(temperature, Temperature, TEMPERATURES)
ROUND_TRIP(mode, Mode, MODES)
ROUND_TRIP(outcome, Outcome, OUTCOMES)
ROUND_TRIP(result, Result, RESULTS)
ROUND_TRIP(excuse, Excuse, EXCUSES)
ROUND_TRIP(concern, Concern, CONCERNS)
ROUND_TRIP(wake_kind, WakeKind, WAKE_KINDS)

static void groups_are_named(void **state)
{
    for (unsigned at = 0; at < GROUPS; at++)
        assert_true(strlen(group_name((Group)at)) > 3);
}

static void open_statuses(void **state)
{
    assert_true(lead_is_open(LEAD_NEW) && lead_is_open(LEAD_NURTURE) &&
                lead_is_open(LEAD_CUSTOMER));
    assert_false(lead_is_open(LEAD_CLOSED) || lead_is_open(LEAD_NEVER));
}

static void sources_are_understood(void **state)
{
    static const struct {
        const char *text;
        SourceKind kind;
    } rows[] = {
        {"Hannover Messe 2026", SOURCE_SHOW},
        {"trade show", SOURCE_SHOW},
        {"show", SOURCE_SHOW},
        {"SHOW", SOURCE_SHOW},
        {"Hausmesse Müller", SOURCE_SHOW},
        {"Messestand A12", SOURCE_SHOW},
        {"SupplySide Expo West", SOURCE_SHOW},
        {"Jahreskongress", SOURCE_SHOW},
        {"Salon de l'agriculture", SOURCE_SHOW},
        {"Feria de Madrid", SOURCE_SHOW},
        {"Exposición 2025", SOURCE_SHOW},
        {"web form", SOURCE_WEB},
        {"Website", SOURCE_WEB},
        {"Kontaktformular", SOURCE_WEB},
        {"Formulaire de contact", SOURCE_WEB},
        {"página web", SOURCE_WEB},
        {"Angie's List", SOURCE_WEB},
        {"referral: Ann", SOURCE_REFERRAL},
        {"Referred by Ann at the trade show", SOURCE_REFERRAL},
        {"Empfehlung von Herrn Groß", SOURCE_REFERRAL},
        {"recommandé par Luc", SOURCE_REFERRAL},
        {"Recomendación de Juan", SOURCE_REFERRAL},
        {"bought list", SOURCE_LIST},
        {"attendee list, trade show", SOURCE_LIST},
        {"Adressliste 2024", SOURCE_LIST},
        {"liste achetée", SOURCE_LIST},
        {"base de datos comprada", SOURCE_LIST},
        {"they called", SOURCE_CALL},
        {"Inbound", SOURCE_CALL},
        {"Anruf", SOURCE_CALL},
        {"telefonisch", SOURCE_CALL},
        {"appelé par téléphone", SOURCE_CALL},
        {"llamada", SOURCE_CALL},
        {"networking", SOURCE_NETWORKING},
        {"BNI breakfast", SOURCE_NETWORKING},
        {"IHK Stammtisch", SOURCE_NETWORKING},
        {"soirée chez Paul", SOURCE_NETWORKING},
        {"Cámara de Comercio", SOURCE_NETWORKING},
        {"met at the airport", SOURCE_NETWORKING},
        {"other", SOURCE_OTHER},
        {"", SOURCE_OTHER},
        {NULL, SOURCE_OTHER},
        {"Craigslist", SOURCE_OTHER},    /* no list */
        {"Showalter Inc", SOURCE_OTHER}, /* no show */
        {"Webster", SOURCE_OTHER},       /* no web */
        {"\xC3", SOURCE_OTHER},          /* cut in the middle of a letter */
        {"\xF0\x9F\x98\x80 \xC3\x97", SOURCE_OTHER},
    };
    for (size_t at = 0; at < sizeof rows / sizeof *rows; at++) {
        SourceKind kind = source_kind_of(rows[at].text);
        if (kind != rows[at].kind)
            fail_msg("\"%s\" is %s, not %s", rows[at].text, source_kind_name(rows[at].kind),
                     source_kind_name(kind));
    }

    char endless[5000];
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';
    assert_int_equal(source_kind_of(endless), SOURCE_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(channel_round_trip),       cmocka_unit_test(address_kind_round_trip),
        cmocka_unit_test(address_state_round_trip), cmocka_unit_test(role_round_trip),
        cmocka_unit_test(person_state_round_trip),  cmocka_unit_test(lead_status_round_trip),
        cmocka_unit_test(source_kind_round_trip),   cmocka_unit_test(temperature_round_trip),
        cmocka_unit_test(mode_round_trip),          cmocka_unit_test(outcome_round_trip),
        cmocka_unit_test(result_round_trip),        cmocka_unit_test(excuse_round_trip),
        cmocka_unit_test(concern_round_trip),       cmocka_unit_test(wake_kind_round_trip),
        cmocka_unit_test(groups_are_named),         cmocka_unit_test(open_statuses),
        cmocka_unit_test(sources_are_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
