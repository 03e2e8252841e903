using System.CommandLine;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Diagnostics.Web.Commands;

/// <summary><c>user</c>: the operator's own accounts. Everybody else is invited by a link from the pages.</summary>
internal static class UserCommand
{
    public static Command Create() => new(
        "user",
        """
        Make the first account of the operator, list accounts, shut one, or forget second factors whose key is lost. Colleagues are invited from the page /staff.
        Needs the store to itself: stop the server first.
        Example: diagnostics user add --login ivanova --name "Иванова А. П." --data /var/lib/diagnostics
        """)
    {
        Add(),
        List(),
        Disable(),
        ForgetFactors(),
    };

    private static Command Add()
    {
        Option<string> login = new("--login") { Description = "3 to 120 characters without spaces.", Required = true };
        Option<string> name = new("--name") { Description = "What colleagues see.", Required = true };
        StoreOptions store = new();
        Command command = new(
            "add",
            """
            Make an operator's account. The password is asked for, or read as one line from standard input when that is no terminal.
            Example: diagnostics user add --login ivanova --name "Иванова А. П."
            """)
        {
            login, name, store.Data, store.Database, store.Content,
        };
        command.SetAction((parsed, cancellation) => WithEngineAsync(
            store.Read(parsed),
            async engine =>
            {
                string chosen = parsed.GetValue(login)!.Trim();
                string called = parsed.GetValue(name)!.Trim();
                string password = AskForPassword();
                if (PasswordRules.Refusal(password, chosen, called) is { } reason)
                {
                    throw new ArgumentException(Told(reason));
                }

                StaffPasswords passwords = new();
                string hash = await passwords.HashAsync(password, cancellation);
                Account made = await engine.Accounts.AddAsync(
                    new NewAccount(chosen, called, StaffRole.Operator, OrgNode.Server, hash), AuditEntry.Console, cancellation);
                await Console.Error.WriteLineAsync($"Operator {made.Login} was made. Start the server and sign in at /staff; the second factor is set up there.");
            },
            cancellation));
        return command;
    }

    private static Command List()
    {
        StoreOptions store = new();
        Command command = new("list", "Write the accounts as a table.\nExample: diagnostics user list") { store.Data, store.Database, store.Content };
        command.SetAction((parsed, cancellation) => WithEngineAsync(
            store.Read(parsed),
            async engine =>
            {
                TextWriter output = parsed.InvocationConfiguration.Output;
                await output.WriteLineAsync("login,role,place,disabled,second_factor,demo");
                foreach ((Account one, _) in await engine.Accounts.UnderAsync(OrgNode.Server, cancellation))
                {
                    string place = one.Node.Kind == NodeKind.Server ? "server" : $"{one.Node.Kind} {one.Node.Id}";
                    await output.WriteLineAsync(
                        $"{one.Login},{one.Role},{place},{Flag(one.Disabled)},{Flag(one.HasSecondFactor)},{Flag(one.Demo)}".ToLowerInvariant());
                }
            },
            cancellation));
        return command;
    }

    private static Command Disable()
    {
        Argument<string> login = new("LOGIN") { Description = "Whose account is shut." };
        StoreOptions store = new();
        Command command = new(
            "disable",
            "Shut an account: it signs in no more, and its browsers are signed out.\nExample: diagnostics user disable ivanova")
        {
            login, store.Data, store.Database, store.Content,
        };
        command.SetAction((parsed, cancellation) => WithEngineAsync(
            store.Read(parsed),
            async engine =>
            {
                string named = parsed.GetValue(login)!;
                if (await engine.Accounts.FindAsync(named, cancellation) is not { } known)
                {
                    throw new ArgumentException($"Nobody has the login \"{named}\".");
                }

                await engine.Accounts.SetDisabledAsync(known.Account.Id, true, AuditEntry.Console, cancellation);
                await Console.Error.WriteLineAsync($"{known.Account.Login} is shut.");
            },
            cancellation));
        return command;
    }

    private static Command ForgetFactors()
    {
        StoreOptions store = new();
        Command command = new(
            "forget-factors",
            """
            Take away the second factors that keys/staff.key does not open, when that file is lost for good. Others stay. Their owners are signed out;
            whoever needs a second factor sets up a new one at the next sign-in, with the password alone.
            Example: diagnostics user forget-factors --data /var/lib/diagnostics
            """)
        {
            store.Data, store.Database, store.Content,
        };
        command.SetAction((parsed, cancellation) => WithEngineAsync(
            store.Read(parsed, forgetFactors: true),
            _ => Console.Error.WriteLineAsync("Every second factor that is left opens with keys/staff.key. The log of deeds tells whose were taken away."),
            cancellation));
        return command;
    }

    private static async Task<int> WithEngineAsync(EngineOptions options, Func<DiagnosticsEngine, Task> work, CancellationToken cancellation)
    {
        try
        {
            await using DiagnosticsEngine engine = await DiagnosticsEngine.OpenAsync(
                options, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
            await work(engine);
            return ExitCode.Success;
        }
        catch (Exception refusal) when (refusal is ArgumentException or IOException or InvalidOperationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return ExitCode.BadInput;
        }
    }

    /// <summary>On a terminal typed twice and not shown; otherwise the first line of standard input.</summary>
    private static string AskForPassword()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? "";
        }

        string first = ReadHidden($"Password ({PasswordRules.Shortest} characters or more): ");
        return first == ReadHidden("The same again: ") ? first : throw new ArgumentException("The two passwords differ.");
    }

    private static string ReadHidden(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace)
            {
                typed.Append(key.KeyChar);
            }
            else if (typed.Length > 0)
            {
                typed.Length--;
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }

    private static string Told(string reason) => reason switch
    {
        "password-short" => $"The password has fewer than {PasswordRules.Shortest} characters.",
        "password-long" => $"The password has more than {PasswordRules.Longest} characters.",
        _ => "The password is one of the common ones, or is made of the login or the name.",
    };

    private static string Flag(bool set) => set ? "yes" : "no";
}
