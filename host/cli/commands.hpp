#pragma once
// The commands, each in a file of its own name. Each prints what it has to say and ends with an exit code. [main
// thread]

#include "host/cli/exit_code.hpp"
#include "host/cli/options.hpp"

namespace lyceum::cli {

ExitCode serve(const ServeOptions& options);              // serve.cpp
ExitCode check(const CheckOptions& options);              // check.cpp
ExitCode try_activity(const TryOptions& options);         // try_activity.cpp
ExitCode preview(const PreviewOptions& options);          // preview.cpp
ExitCode list_modules(const ModuleListOptions& options);  // module.cpp
ExitCode inspect_module(const ModuleInspectOptions& options);
ExitCode add_user(const UserAddOptions& options);         // user.cpp
ExitCode invite_user(const UserInviteOptions& options);   // user_invite.cpp
ExitCode import_users(const UserImportOptions& options);  // user_import.cpp
ExitCode list_users(const UserListOptions& options);
ExitCode disable_user(const UserDisableOptions& options);
ExitCode verify(const VerifyOptions& options);        // verify.cpp
ExitCode report_unit(const ReportOptions& options);   // report.cpp
ExitCode send_mails(const MailSendOptions& options);  // mail.cpp
ExitCode preview_mail(const MailPreviewOptions& options);
ExitCode show_mail_status(const MailStatusOptions& options);

// What to know about invitation links, on standard error (user_invite.cpp).
void say_how_links_work(const std::string& base_url);

}  // namespace lyceum::cli
