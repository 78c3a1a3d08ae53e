/* What centres of SMPP say of a text, as Kannel hands it on: what they say of it, and never what it
 * says itself. */
#include "channel/smpp_receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "id:c7 sub:001 dlvrd:000 submit date:2611161000 done date:2611161001 "

static void reads(void **state)
{
    static const struct {
        const char *words, *why;
        bool open;
        TextFailure failure;
    } rows[] = {
        {HEAD "stat:UNDELIV err:012 text:Your landline is disc",
         "it cannot be delivered (stat:UNDELIV err:012)", false, TEXT_FAILED},
        {HEAD "stat:EXPIRED err:000 text:unknown subscriber",
         "its time was over before it could be delivered (stat:EXPIRED err:000)", false,
         TEXT_FAILED},
        {HEAD "stat:REJECTD err:045 Text:no such number stat:",
         "the centre has rejected it (stat:REJECTD err:045)", false, TEXT_FAILED},
        {HEAD "stat:DELETED err:000", "the centre has deleted it (stat:DELETED err:000)", false,
         TEXT_FAILED},
        {HEAD "STAT:undeliv ERR:unknown subscriber TEXT:",
         "it cannot be delivered (STAT:undeliv "
         "ERR:unknown subscriber)",
         false, TEXT_FAILED_NO_NUMBER},
        {HEAD "stat:UNKNOWN err:000 text:x", "stat:UNKNOWN err:000", true, TEXT_FAILED},
        {HEAD "stat:", "stat:", false, TEXT_FAILED},
        {"stat:UNDELIV unknown subscriber",
         "it cannot be delivered (stat:UNDELIV unknown subscriber)", false, TEXT_FAILED_NO_NUMBER},
        {"NACK/0x0000000b/Invalid Destination Address", "Invalid Destination Address", false,
         TEXT_FAILED_NO_NUMBER},
        {"NACK/0x00000045/Submit failed", "Submit failed", false, TEXT_FAILED},
        {"NACK/0x", "0x", false, TEXT_FAILED},
        {"NACK/", "", false, TEXT_FAILED},
        {"Absent Subscriber text: stat:UNKNOWN", "Absent Subscriber text: stat:UNKNOWN", false,
         TEXT_FAILED},
        {"", "", false, TEXT_FAILED},
    };
    Arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SmppReceipt receipt = smpp_receipt_read(arena, rows[i].words);
        if (strcmp(receipt.why, rows[i].why) != 0 || receipt.open != rows[i].open ||
            receipt.failure != rows[i].failure)
            fail_msg("\"%s\" is read as \"%s\", %d, %d", rows[i].words, receipt.why, receipt.open,
                     receipt.failure);
    }
    arena_free(arena);
    (void)state;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
