/* What a gateway that takes faxes as mails says of one (RFC 3464; RFC 2305 has such gateways): it
 * is the fax's own delivery that it speaks of, whatever mailbox it names. */
#include "action/receive_inner.h"

#include "action/certainty_inner.h"
#include "base/text.h"
#include "channel/fax_number.h"

bool receive_is_of_fax(const Receiving *receiving)
{
    return receiving->has_touch && receiving_proved(receiving) &&
           text_equal(receiving->touch.channel, channel_name(CHANNEL_FAX));
}

/* A mailbox of the gateway that nobody has is a number that it knows to be none; a gateway that is
 * not there says nothing of a number. */
static bool blames_number(const ReadingRecipient *about, const char *words)
{
    return (about && about->hard && about->reason == BOUNCE_USER_UNKNOWN) ||
           fax_number_blamed(words);
}

bool receive_fax_failed(Receiving *receiving, const char *words, Err *err)
{
    bool theirs = blames_number(receiving->about, words);
    receiving->did = theirs ? "the fax did not get through, and the number takes none: the next "
                              "touch goes another way"
                            : "the fax did not get through: faxes to them rest";
    return message_told(
        receiving->context, receiving->arena, receiving->touch.id, "",
        &(Told){.state = TOLD_FAILED, .who = "the fax gateway", .why = words, .passing = !theirs},
        err);
}

bool receive_fax_arrived(Receiving *receiving, const char *words, Err *err)
{
    receiving->did = "the fax got through";
    return message_told(receiving->context, receiving->arena, receiving->touch.id, "",
                        &(Told){.state = TOLD_DELIVERED, .who = "the fax gateway", .why = words},
                        err);
}
