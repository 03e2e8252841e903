using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Diagnostics.Tests.Nodes;

/// <summary>What is handed to operators beside the program, as far as this machine can look at it. nginx's own files are run by <see cref="RollingRestart"/>.</summary>
public sealed partial class DeployFiles
{
    private static readonly string Folder = Path.Combine(Repository.Root, "web", "deploy");

    private static string[] Lines(string name) => File.ReadAllLines(Path.Combine(Folder, name));

    [Fact]
    public void The_image_runs_as_nobody_in_particular_writes_to_one_folder_and_uses_no_shell()
    {
        string[] instructions = [.. string.Join('\n', Lines("Dockerfile")).Replace("\\\n", "", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Length > 0 && line[0] is not ('#' or ' '))];
        Assert.All(instructions, line => Assert.Matches("^(FROM|COPY|RUN|WORKDIR|ENV|USER|VOLUME|EXPOSE|HEALTHCHECK|STOPSIGNAL|ENTRYPOINT|CMD) ", line));
        string[] last = [.. instructions.Skip(Array.FindLastIndex(instructions, line => line.StartsWith("FROM ", StringComparison.Ordinal)))];
        Assert.DoesNotContain(last, line => line.StartsWith("RUN ", StringComparison.Ordinal));
        Assert.Contains("USER 1654:1654", last);
        Assert.Contains("VOLUME /data", last);
        Assert.All(last.Where(line => line.StartsWith("ENTRYPOINT", StringComparison.Ordinal) || line.StartsWith("CMD", StringComparison.Ordinal)), line => Assert.Contains('[', line));
        Assert.Contains(last, line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal) && line.Contains("[\"/app/diagnostics\", \"health\"", StringComparison.Ordinal));
        foreach (string stage in instructions.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("latest", stage, StringComparison.Ordinal);
            Assert.Contains(':', stage);
        }
    }

    /// <summary>Every word of a verb in the files is one of the program's own.</summary>
    [Fact]
    public void The_files_name_only_options_the_program_has()
    {
        HashSet<string> known = [.. Web.Commands.ServeCommand.Create().Options.Select(option => option.Name)];
        foreach (string file in new[] { "compose.yaml", "Dockerfile", "systemd/diagnostics@.service" })
        {
            IEnumerable<string> named = Lines(file).Where(line => line.Contains("serve", StringComparison.Ordinal) || line.Contains("\"--", StringComparison.Ordinal))
                .Where(line => !line.TrimStart().StartsWith('#') && !line.StartsWith("HEALTHCHECK", StringComparison.Ordinal))
                .SelectMany(line => OptionName().Matches(line).Select(match => match.Value));
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains(name, known));
        }
    }

    [Fact]
    public void Compose_holds_no_secret_and_names_only_what_it_has()
    {
        string[] lines = [.. Lines("compose.yaml").Where(line => !line.TrimStart().StartsWith('#'))];
        string text = string.Join('\n', lines);
        Assert.DoesNotContain('\t', text);
        Assert.All(lines.Where(line => line.Trim().Length > 0), line => Assert.Equal(0, (line.Length - line.TrimStart().Length) % 2));
        Assert.DoesNotMatch("(?i)password\\s*[:=]\\s*[^/\\s]", text.Replace("db_password", "", StringComparison.Ordinal));
        string[] tops = [.. lines.Where(line => line.Length > 0 && !char.IsWhiteSpace(line[0])).Select(line => line[..line.IndexOf(':', StringComparison.Ordinal)])];
        Assert.Equal(["name", "x-node", "services", "networks", "volumes", "secrets"], tops);
        Assert.Equal(["db", "node1", "node2", "nginx"], Under("services"));
        Assert.Equal(["db", "keys", "node1", "node2"], Under("volumes"));
        Assert.Equal(["db_password", "pgpass"], Under("secrets"));
        foreach (Match mounted in Mount().Matches(text))
        {
            Assert.True(File.Exists(Path.Combine(Folder, mounted.Groups[1].Value)), mounted.Value);
        }

        Assert.Contains("read_only: true", text, StringComparison.Ordinal);

        string[] Under(string top) =>
        [
            .. lines.SkipWhile(line => !line.StartsWith($"{top}:", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.Length == 0 || char.IsWhiteSpace(line[0]))
                .Where(line => line.Length > 2 && line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(':')[0]),
        ];
    }

    /// <summary>The unit for one of several nodes is as closed as the one for a server alone.</summary>
    [Fact]
    public async Task The_unit_of_a_node_is_as_hardened_as_the_servers_own()
    {
        string[] alone = Hardening("systemd/diagnostics.service");
        Assert.True(alone.Length > 15);
        Assert.Equal(alone, Hardening("systemd/diagnostics@.service"));
        if (!File.Exists("/usr/bin/systemd-analyze"))
        {
            return;
        }

        ProcessStartInfo start = new("/usr/bin/systemd-analyze", ["verify", Path.Combine(Folder, "systemd", "diagnostics@.service")]) { RedirectStandardError = true };
        using Process verify = Process.Start(start)!;
        string said = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        // The program is not installed here, and nothing else may be wrong.
        Assert.All(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains("not executable", line, StringComparison.Ordinal));

        static string[] Hardening(string unit) => [.. Lines(unit).SkipWhile(line => line != "NoNewPrivileges=true").TakeWhile(line => !line.StartsWith('#'))];
    }

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionName();

    [GeneratedRegex(@"- \./(nginx/[^:]+):")]
    private static partial Regex Mount();
}
