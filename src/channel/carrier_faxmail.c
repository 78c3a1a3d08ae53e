/* Faxes by a gateway that takes mails: the pages as a PDF, to a mailbox whose local part is the
 * number. The mail goes as any other does (carrier_smtp.h), and what is known of it is what is
 * known of a mail. */
#include "base/text.h"
#include "channel/carrier.h"
#include "channel/carrier_smtp.h"
#include "channel/fax_number.h"
#include "channel/mail_server.h"

#include <string.h>

static const DriverField fields[] = {
    {.name = "to", .about = "the gateway's mailbox for a number: {number}@fax.example.com"},
    {.name = "mail_from", .about = "the mailbox that the gateway knows you by"},
    {.name = "host", .about = "the name of your mail server: smtp.example.com"},
    {.name = "port", .about = "465 for tls, 587 for starttls, 25 for none", .standard = ""},
    {.name = "security",
     .about = "tls, starttls, or none on this machine",
     .standard = "tls",
     .choices = mail_server_securities},
    {.name = "login", .about = "the user's name there; none: no login", .standard = ""},
    {.name = "password", .about = "the user's password there", .standard = "", .secret = true},
    {.name = "connections", .about = "at a time, 1 to 32", .standard = "1"},
    {.name = "own_name", .about = "how this machine calls itself", .standard = "", .here = true},
    {.name = "ca_file",
     .about = "who may sign the server's certificate, PEM",
     .standard = "",
     .here = true},
    FAX_NUMBER_FIELDS(""),
    {0},
};

static bool check_settings(const Doc *settings, const Doc *secrets, Err *err)
{
    const char *from = text_or(doc_text(settings, "mail_from"), "");
    const char *at = strrchr(from, '@');
    if (!at || at == from || !at[1] || strpbrk(from, " \t\r\n<>,;\""))
        return err_field(err, ERR_INPUT, "mail_from",
                         "\"%.100s\" is no e-mail address: ann@example.com", from);
    return fax_number_check(settings, err) && smtp_carrier_check(settings, secrets, err);
}

const CarrierDriver carrier_faxmail = {
    .name = "faxmail",
    .about = "faxes by a gateway that takes mails",
    .channel = CHANNEL_FAX,
    .fields = fields,
    .open = smtp_carrier_open,
    .close = smtp_carrier_close,
    .descriptor = smtp_carrier_descriptor,
    .room = smtp_carrier_room,
    .offer = smtp_carrier_offer,
    .turn = smtp_carrier_turn,
    .size_most = smtp_carrier_size_most,
    .dot = smtp_carrier_dot,
    .withhold = smtp_carrier_withhold,
    .check = check_settings,
    .probe = smtp_carrier_probe,
};
