// lyceum: one program, one command a file. What was asked becomes a value (arguments.hpp), each kind of value has its
// command.

#include "host/base/crypto.hpp"
#include "host/base/log.hpp"
#include "host/cli/arguments.hpp"
#include "host/cli/commands.hpp"

#include <cstdio>
#include <exception>
#include <variant>

#include <fmt/format.h>

namespace {

using namespace lyceum::cli;

struct Run {
    ExitCode operator()(const ServeOptions& options) const { return serve(options); }
    ExitCode operator()(const CheckOptions& options) const { return check(options); }
    ExitCode operator()(const TryOptions& options) const { return try_activity(options); }
    ExitCode operator()(const ModuleListOptions& options) const { return list_modules(options); }
    ExitCode operator()(const ModuleInspectOptions& options) const { return inspect_module(options); }
    ExitCode operator()(const UserAddOptions& options) const { return add_user(options); }
    ExitCode operator()(const UserInviteOptions& options) const { return invite_user(options); }
    ExitCode operator()(const UserImportOptions& options) const { return import_users(options); }
    ExitCode operator()(const UserListOptions& options) const { return list_users(options); }
    ExitCode operator()(const UserDisableOptions& options) const { return disable_user(options); }
    ExitCode operator()(const VerifyOptions& options) const { return verify(options); }
    ExitCode operator()(const MailSendOptions& options) const { return send_mails(options); }
    ExitCode operator()(const MailPreviewOptions& options) const { return preview_mail(options); }
    ExitCode operator()(const MailStatusOptions& options) const { return show_mail_status(options); }
    ExitCode operator()(const PreviewOptions& options) const { return preview(options); }
    ExitCode operator()(const ReportOptions& options) const { return report_unit(options); }
};

ExitCode run(int argument_count, char** arguments) {
    lyceum::log::initialise(lyceum::log::Level::Info);
    if (const auto ready = lyceum::crypto::initialise(); !ready) {
        return report(ready.error());
    }
    const Arguments parsed = parse_arguments(argument_count, arguments);
    return parsed.command ? std::visit(Run{}, *parsed.command) : parsed.code;
}

}  // namespace

int main(int argument_count, char** arguments) {
    try {
        return static_cast<int>(run(argument_count, arguments));
    } catch (const std::exception& bug) {
        fmt::print(
            stderr,
            "lyceum: {} (this is a bug in Lyceum, or the machine has no memory left; nothing acknowledged is lost)\n",
            bug.what());
        return static_cast<int>(ExitCode::Environment);
    }
}
