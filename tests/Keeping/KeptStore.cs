using Dapper;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Sessions;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Keeping;

/// <summary>Stories of the verbs <c>db backup</c>, <c>db restore</c> and <c>db verify</c> on stores in folders of their own.</summary>
public abstract class KeptStore : VerbTests
{
    private protected string Live => Folder.PathOf("live");

    private protected string Backup => Folder.PathOf("backup.zip");

    private protected static string DatabaseIn(string folder) => Path.Combine(folder, "diagnostics.db");

    private protected Task<int> DbAsync(params string[] arguments)
    {
        Output.GetStringBuilder().Clear();
        Messages.GetStringBuilder().Clear();
        return InvokeAsync(DbCommand.Create(), arguments);
    }

    /// <summary>A store with two finished sessions and one on its way, closed.</summary>
    /// <returns>The sessions' ids, the unfinished one last.</returns>
    private protected static async Task<string[]> MakeAsync(string folder)
    {
        await using TestHouse house = await TestHouse.OpenAsync(folder: folder);
        SchoolClass room = await house.ClassAsync();
        Pupil[] pupils = [await house.PupilAsync(room), await house.PupilAsync(room, 2), await house.PupilAsync(room, 3)];
        await pupils[0].PutAsync(1, [.. Enumerable.Repeat("1", 40)]);
        await pupils[1].PutAsync(1, [.. Enumerable.Repeat("2", 40), "3"]);
        await pupils[2].PutAsync(1, "1", "2", "3");
        Assert.Equal(PutStatus.Ok, (await pupils[0].FinishAsync(40)).Status);
        Assert.Equal(PutStatus.Ok, (await pupils[1].FinishAsync(41)).Status);
        return [.. pupils.Select(pupil => pupil.SessionId)];
    }

    private protected static void CopyKeys(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "keys"));
        foreach (string key in Directory.GetFiles(Path.Combine(from, "keys"), "*.key"))
        {
            File.Copy(key, Path.Combine(to, "keys", Path.GetFileName(key)));
        }
    }

    private protected static void Execute(string folder, string sql, object? values = null)
    {
        using SqliteConnection connection = Open(folder);
        connection.Execute(sql, values);
    }

    private protected static long Count(string folder, string sql)
    {
        using SqliteConnection connection = Open(folder);
        return connection.ExecuteScalar<long>(sql);
    }

    private static SqliteConnection Open(string folder) => new($"Data Source={DatabaseIn(folder)};Pooling=False");
}
