using System.Text.RegularExpressions;
using Dapper;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Engine.Storage;
using Diagnostics.Tests.Keeping;
using Diagnostics.Web.Commands;
using Npgsql;

namespace Diagnostics.Tests.Storage;

/// <summary>The plan of engine/Storage/README.md: what grows with answers is keyed by session, a session's id begins with its school, and so a range of schools is a partition.</summary>
[StoreEngine("postgres")]
public sealed partial class PartitionTests : KeptStore
{
    private const string Boundary = "g";

    [StoreFact]
    public async Task All_that_is_keyed_by_session_may_be_parted_by_school_and_the_product_does_not_notice()
    {
        await using OwnDatabase database = await OwnDatabase.MakeAsync();
        IReadOnlyList<string> parted = await MigrateParted(database.Location["postgres:".Length..]);
        Assert.Superset(
            new HashSet<string> { "answer_log", "finished_session", "profile", "consent_entry", "review_need", "review", "result_release" }, parted.ToHashSet());
        await using (TestHouse house = await TestHouse.OpenAsync(database.Location, folder: Live))
        {
            // Schools get random prefixes: until both parts have one.
            List<Pupil> pupils = [];
            while (pupils.Select(pupil => PartOf(pupil.SessionId)).Distinct().Count() < 2)
            {
                SchoolClass room = await house.ClassAsync(grade: 9);
                string prefix = (await house.TextAsync($"SELECT prefix FROM school WHERE id = '{room.SchoolId}'")).ToLowerInvariant();
                Pupil[] two = [await house.PupilAsync(room), await house.PupilAsync(room, 2)];
                Assert.All(two, pupil => Assert.StartsWith(prefix, pupil.SessionId, StringComparison.Ordinal));
                pupils.AddRange(two);
            }

            foreach (Pupil pupil in pupils)
            {
                await pupil.PutAsync(1, [.. Enumerable.Repeat("2", 40)]);
                Assert.Equal(40, (await pupil.PutAsync(40, "2")).HighWater);
            }

            foreach (Pupil pupil in pupils.Skip(1))
            {
                Assert.Equal(PutStatus.Ok, (await pupil.FinishAsync(40)).Status);
            }

            await house.ReopenAsync();
            Assert.Equal(41, (await (pupils[0] with { House = house }).PutAsync(41, "3")).HighWater);
            foreach (Pupil pupil in pupils)
            {
                Assert.Equal(
                    $"answer_log_{PartOf(pupil.SessionId)}",
                    await house.TextAsync($"SELECT MIN(tableoid::regclass::text) FROM answer_log WHERE session = '{pupil.SessionId}' HAVING COUNT(DISTINCT tableoid) = 1"));
            }

            Assert.Equal(pupils.Count - 1, await house.CountAsync("SELECT COUNT(*) FROM profile"));
        }

        Assert.True(ExitCode.Success == await DbAsync("verify", "--database", database.Location, "--data", Live), Output.ToString());
        Assert.True(ExitCode.Success == await DbAsync("backup", "--database", database.Location, "--data", Live, "--out", Backup), Messages.ToString());
    }

    private static string PartOf(string session) => string.CompareOrdinal(session, Boundary) < 0 ? "low" : "high";

    /// <summary>The migrations as they are, each table whose key begins with a session declared as two parts.</summary>
    private static async Task<IReadOnlyList<string>> MigrateParted(string location)
    {
        await using var connection = new NpgsqlConnection(location + ";Pooling=false");
        await connection.OpenAsync();
        await connection.ExecuteAsync("CREATE TABLE schema_migration (name varchar(80) NOT NULL PRIMARY KEY, checksum varchar(64) NOT NULL, applied_at bigint NOT NULL)");
        List<string> parted = [];
        foreach (Migration migration in Migrations.Of("postgres"))
        {
            string script = MadeTable().Replace(migration.Script, made =>
            {
                string name = made.Groups["name"].Value;
                Match key = SessionKey().Match(made.Value);
                if (!key.Success)
                {
                    return made.Value;
                }

                parted.Add(name);
                string column = key.Groups["column"].Value;
                return $"""
                    {made.Value[..^1]} PARTITION BY RANGE ({column});
                    CREATE TABLE {name}_low PARTITION OF {name} FOR VALUES FROM (MINVALUE) TO ('{Boundary}');
                    CREATE TABLE {name}_high PARTITION OF {name} FOR VALUES FROM ('{Boundary}') TO (MAXVALUE);
                    """;
            });
            await connection.ExecuteAsync(script);
            await connection.ExecuteAsync("INSERT INTO schema_migration (name, checksum, applied_at) VALUES (@Name, @Checksum, 0)", migration);
        }

        return parted;
    }

    [GeneratedRegex(@"CREATE TABLE (?<name>\w+) \(.*?\n\);", RegexOptions.Singleline)]
    private static partial Regex MadeTable();

    [GeneratedRegex(@"^\s+(?<column>session|session_id) text NOT NULL PRIMARY KEY|PRIMARY KEY \((?<column>session|session_id)\b", RegexOptions.Multiline)]
    private static partial Regex SessionKey();
}
