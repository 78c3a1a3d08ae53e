/* Classes of English words that refusal.c reads sentences by. Internal to it.
 *
 * As text_fold() gives them, apostrophes and hyphens left out before ("dont", "optout").
 */
#pragma once

#define POLITE                                                                                     \
    "please pls plz pleas plse kindly thanks thank thx tks ty now again already immediately asap " \
    "right away at once just ok okay hey hi hello sir maam mam madam sorry really seriously "

/* What may stand beside a "stop" of its own: courtesy, emphasis, that it was said before. */
#define COURTESY                                                                                   \
    POLITE                                                                                         \
    "you u ya i im ive id we said say saying told tell tells asked asking mean meant it its can "  \
    "could would will wont with wrong number person this that these not interested no nope for "   \
    "good forever time times last before so many all bye period dude man bro guys folks god omg "  \
    "wtf damn dammit fucking fuck fucker freaking goddamn off enough have has had be been must "   \
    "should need needs to do the want wish like means lol wow ugh either way today everything "    \
    "f jesus christ whatever completely asshole idiots well yes and or text message reply "        \
    "replying "                                                                                    \
    "trying try going is are getting annoying ridiculous me us as like kind twice three thrice "   \
    "texts txt txts sms messages msg msgs texting 0 1 2 3 4 5 6 7 8 9 "
#define SUBJECTS "i we im ive id"
#define SAYING                                                                                     \
    "said say saying told tell asked asking mean meant want wish need like replying reply trying"
#define DETERMINERS                                                                                \
    "a an the our my your his her their every each one next last first final another any which "   \
    "this that wrong bus truck emergency full hard short long quick pit non"

/* --- ends and negations --- */

#define ENDS_TALK  "cease quit desist halt discontinue refrain stopped"
#define ENDS_ORDER "end cancel discontinue terminate" /* of texts only: meetings end too */
#define NEGATIONS  "dont donot not never nor neither nolonger wont shouldnt"
#define NOT_THEN   "didnt havent hasnt havnt doesnt wouldnt cannot cant"
#define ASKING     "why how when did didnt since if unless whether because hasnt wasnt"
#define OTHERS     "i we they he she it who im ive theyre hes shes is are was were am be did does has"

/* --- what is refused --- */

#define MESSAGES                                                                                   \
    "text texts txt txts texting txting txtin textin textings message messages msg msgs mesages "  \
    "messaging msging sms smss mms spam solicitation solicitations soliciting communication "      \
    "communications correspondence emails email promos promo promotions promotional ads ad "       \
    "advertisement advertisements advertising marketing notifications notification alerts alert "  \
    "newsletter newsletters robotexts robocalls calls "
#define PLANS   "subscription subscriptions membership enrollment"
#define RUBBISH "stuff crap shit shite junk things thing anything everything bs garbage nonsense "
#define REACHING                                                                                   \
    "texting txting textin txtin messaging msging contacting calling callin phoning emailing "     \
    "mailing writing pinging bothering bugging spamming harassing pestering annoying hounding "    \
    "badgering disturbing soliciting reaching ringing blowing hitting contact contacts following "
#define REACH                                                                                      \
    "text txt message msg contact call phone email mail sms ping bother bug spam harass pester "   \
    "annoy hound disturb solicit reach ring write dm telephone "
#define REACHED                                                                                    \
    "texted contacted called messaged bothered solicited spammed emailed phoned marketed added "   \
    "disturbed "
#define CALLS    "call phone ring calling phoning telephone email mail emailing"
#define TEXTS    "text txt message msg sms texting"
#define NUISANCE "bothering bugging spamming harassing pestering annoying hounding"
#define MINE     "number numbers phone cell cellphone mobile line device"

/* What may follow: whom it is about, and that is us both. */
#define PREPOSITIONS "to with at on by from of via for in through as about"
#define PRONOUNS     "me us you u ya here anymore again ever"
#define TAIL                                                                                       \
    POLITE MESSAGES REACHING PREPOSITIONS                                                          \
        " " REACH PRONOUNS " " MINE " this these those your any more else it that my or and out "  \
        "up back all ever even altogether "                                                        \
        "completely forever further nonsense anymore such other way form whatsoever "
#define FILL                                                                                       \
    POLITE                                                                                         \
    "with w of the these those this that all any your ur my of me us sending sendin receiving "    \
    "getting "                                                                                     \
    "to and desist it up out damn damned fucking freaking stupid from dumb goddamn annoying "      \
    "constant endless unwanted unsolicited more random god trying bloody daily "
#define LIMITS                                                                                     \
    "after before until till til unless while whilst during between yet today tonight tomorrow "   \
    "yesterday monday tuesday wednesday thursday friday saturday sunday mondays tuesdays "         \
    "wednesdays thursdays fridays saturdays sundays morning mornings evening evenings weekend "    \
    "weekends early late later when if so past first and"

#define WISHES                                                                                     \
    "want wanna wish need like care agree agreed consent consented sign signed subscribe "         \
    "subscribed ask asked request requested opt opted authorize authorized approve approved gave " \
    "give expect accept interested appreciate enroll enrolled looking allowed receive"
#define WISHES_DONE                                                                                \
    "agree agreed consent consented sign signed subscribe subscribed ask asked request requested " \
    "opt opted authorize authorized enroll enrolled"
#define WISHED                                                                                     \
    POLITE                                                                                         \
    "to be get getting receive receiving received any more anymore these this those that the "     \
    "your ur from you u further such up for hear hearing in of all it on me us sending continue "  \
    "keep see seeing have having my ever even permission contacted guys anyone anybody people "    \
    "company unsolicited random marketing part or "

#define REMOVES                                                                                    \
    "take remove delete drop erase strike scratch lose forget get pull block wipe purge kill "     \
    "removed deleted taken want cross leave"
#define REMOVED_FROM "off from out outta"
#define LISTS                                                                                      \
    "list lists database databases db system systems records contacts texts messages mailing "     \
    "distribution campaign campaigns file files directory phonebook this these rotation blast "    \
    "blasts crm subscription texting sms phone"

#define CONSENTS  "consent permission authorization authorisation"
#define WITHDRAWS "revoke revoked revoking withdraw withdrawn withdrawing withdrew rescind"
#define WHOSE     "my you u our your me"

#define THREATS                                                                                    \
    "sue suing lawyer lawyers attorney lawsuit police ftc fcc tcpa ofcom court legal report "      \
    "reported reporting block blocked blocking harassment illegal fine fines"
#define ABUSERS  "spam spammer spammers scam scammer scammers harassment harassing illegal tcpa"
#define ACCUSING "this is are your youre these thats its you fucking damn pure just"
