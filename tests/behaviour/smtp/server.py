"""A mail server for the behaviour tests: takes mails, reads them with Python's own parser and writes each as JSON.

server.py FOLDER [--port N] [--rcpt REPLY] [--certificate FILE --key FILE]

Prints "listening PORT", and "received N" after FOLDER/N.json is whole. Ends with the signal that ends it.
"""

import argparse
import asyncio
import email
import email.policy
import json
import os
import pathlib
import ssl

from aiosmtpd.smtp import SMTP


class Mailbox:
    def __init__(self, folder, rcpt):
        self.folder = folder
        self.rcpt = rcpt

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt:
            return self.rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        parts = list(message.walk())
        record = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "greeting": session.host_name,
            "tls": session.ssl is not None,
            "headers": {name: str(value) for name, value in message.items()},
            "parts": {part.get_content_type(): part.get_content() for part in parts if not part.is_multipart()},
            "order": [part.get_content_type() for part in parts],
            "defects": [repr(defect) for part in parts for defect in part.defects]
            + [repr(defect) for value in message.values() for defect in value.defects],
            "longest_line": max(len(line) for line in envelope.content.split(b"\r\n")),
        }
        number = len(list(self.folder.glob("*.json"))) + 1
        part = self.folder / f"{number}.part"
        part.write_text(json.dumps(record), encoding="utf-8")
        os.replace(part, self.folder / f"{number}.json")
        print(f"received {number}", flush=True)
        return "250 OK"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--rcpt", default="")
    parser.add_argument("--certificate", default="")
    parser.add_argument("--key", default="")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    tls = None
    if arguments.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(arguments.certificate, arguments.key)
    mailbox = Mailbox(arguments.folder, arguments.rcpt)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(mailbox, hostname="mail.test", tls_context=tls, require_starttls=tls is not None),
        "127.0.0.1",
        arguments.port,
    )
    print(f"listening {server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


asyncio.run(main())
