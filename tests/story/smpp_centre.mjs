/* An SMS centre that speaks SMPP 3.4, for tests: node smpp_centre.mjs PORT SYSTEM_ID PASSWORD.
 *
 * What it is told comes as lines of JSON on standard input, what happens goes out as lines of JSON:
 *
 *     {"answers": [88, "cut", 0]}     what each submit_sm gets, in turn; the last one stays: a
 *                                     command_status, or "cut", which hangs up instead
 *     {"deliver": {…}}                a deliver_sm of these fields, for whoever is bound to receive;
 *                                     its octets are hexadecimal, in message_payload where it says so
 *
 *     {"listens": true}, {"bound": COMMAND}, {"refused": COMMAND}, {"gone": COMMAND},
 *     {"submit": {…}, "answer": …}, {"delivered": COMMAND_STATUS; null: nobody is bound}
 *
 * Frames and fields are the package's. Octets go through as they are: what they mean is whose it is
 * that looks. */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const smpp = createRequire(new URL("../../tool/npm/", import.meta.url))("smpp");
const [port, systemId, password] = process.argv.slice(2);
const bound = new Map(); /* session -> the command it is bound by */
let answers = [smpp.ESME_ROK];
let taken = 0;

for (const command of ["submit_sm", "deliver_sm"]) delete smpp.commands[command].params.short_message.filter;
delete smpp.tlvs.message_payload.filter;

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);

function bind(session, pdu) {
  const known = pdu.system_id === systemId && pdu.password === password;
  session.send(pdu.response({ system_id: "centre", command_status: known ? smpp.ESME_ROK : smpp.ESME_RBINDFAIL }));
  if (known) bound.set(session, pdu.command);
  say({ [known ? "bound" : "refused"]: pdu.command });
}

function take(session, pdu) {
  const id = `${process.pid}-${++taken}`; /* never twice, however often it begins */
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  const octets = pdu.short_message.length ? pdu.short_message : pdu.message_payload;
  say({
    submit: {
      id, from: pdu.source_addr, from_ton: pdu.source_addr_ton, to: pdu.destination_addr, to_ton: pdu.dest_addr_ton,
      esm_class: pdu.esm_class, coding: pdu.data_coding, wants: pdu.registered_delivery, octets: octets.toString("hex"),
      payload: !pdu.short_message.length,
    },
    answer,
  });
  if (answer === "cut") session.destroy();
  else session.send(pdu.response({ command_status: answer, message_id: id }));
}

function deliver({ octets, payload, ...fields }) {
  const receiver = [...bound].find(([, command]) => command !== "bind_transmitter");
  const message = Buffer.from(octets, "hex");
  if (!receiver) say({ delivered: null });
  else receiver[0].deliver_sm({ ...fields, [payload ? "message_payload" : "short_message"]: message },
    (answer) => say({ delivered: answer.command_status }));
}

const server = smpp.createServer((session) => {
  for (const command of ["bind_transceiver", "bind_transmitter", "bind_receiver"])
    session.on(command, (pdu) => bind(session, pdu));
  session.on("submit_sm", (pdu) => take(session, pdu));
  for (const command of ["enquire_link", "unbind"]) session.on(command, (pdu) => session.send(pdu.response()));
  session.on("error", () => session.destroy());
  session.on("close", () => {
    if (bound.has(session)) say({ gone: bound.get(session) });
    bound.delete(session);
  });
});

createInterface({ input: process.stdin }).on("line", (line) => {
  const told = JSON.parse(line);
  if (told.answers) answers = told.answers;
  if (told.deliver) deliver(told.deliver);
}).on("close", () => process.exit(0));
server.listen(Number(port), "127.0.0.1", () => say({ listens: true }));
