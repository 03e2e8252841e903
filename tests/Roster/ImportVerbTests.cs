using System.Diagnostics;
using System.Text;
using Diagnostics.Tests.EndToEnd;
using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.Roster;

/// <summary>The verb <c>import</c> as an operator runs it, also with the power cut in the middle.</summary>
public sealed class ImportVerbTests : IDisposable
{
    private const int Classes = 600;
    private readonly RosterFiles _files = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("diagnostics-import-");

    public void Dispose()
    {
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Killed_in_the_middle_and_begun_again_nothing_is_lost_and_nothing_is_there_twice()
    {
        StringBuilder rows = new("Муниципалитет;Код школы;Школа;Класс;Число учеников\n");
        for (int number = 0; number < Classes; number++)
        {
            rows.Append($"Округ {number / 200};{number / 10};Школа {number / 10};{8 + (number % 2)}{"АБВГД"[number % 10 / 2]};25\n");
        }

        string file = _files.Text(rows.ToString());
        int kills = 0;
        for (int patience = 1_500; kills < 3; patience += 700)
        {
            using Process killed = Start("import", file, "--data", _folder.FullName);
            if (killed.WaitForExit(patience))
            {
                break;
            }

            killed.Kill();
            await killed.WaitForExitAsync();
            kills++;
        }

        Assert.InRange(kills, 1, 3);
        (int code, string told) = await RunAsync("import", file, "--data", _folder.FullName);
        Assert.True(code == 0, told);
        (int again, string nothing) = await RunAsync("import", file, "--data", _folder.FullName);
        Assert.Equal(0, again);
        Assert.Contains($"0 classes new, 0 changed, {Classes} unchanged", nothing, StringComparison.Ordinal);
        await using TestHouse house = await TestHouse.OpenAsync(folder: _folder.FullName);
        Assert.Equal((Classes, Classes * 27L, 60L, 3L), (
            (int)await house.CountAsync("SELECT COUNT(*) FROM school_class"), await house.CountAsync("SELECT COUNT(*) FROM seat"),
            await house.CountAsync("SELECT COUNT(*) FROM school"), await house.CountAsync("SELECT COUNT(*) FROM municipality")));
        Assert.Equal(Classes * 27L, await house.CountAsync("SELECT COUNT(*) FROM test_session"));
    }

    [Fact]
    public async Task Faults_are_told_with_their_lines_and_names_are_refused()
    {
        string faults = Path.Combine(_folder.FullName, "faults.csv");
        (int code, string told) = await RunAsync(
            "import", _files.Text("Терр;Школа;Класс\nОкруг;Школа;8А\nОкруг;Школа;восемь\n"), "--column", "Терр=municipality", "--faults", faults, "--data", _folder.FullName);
        Assert.Equal(1, code);
        Assert.Contains("line 3, column Класс: Class восемь", told, StringComparison.Ordinal);
        Assert.Contains("Written: 1 classes made", told, StringComparison.Ordinal);
        Assert.Contains("3,Класс,Class,восемь", await File.ReadAllTextAsync(faults), StringComparison.Ordinal);
        (int named, string reason) = await RunAsync("import", _files.Text("Муниципалитет;Школа;Класс;ФИО\nОкруг;Школа;8А;Иванова\n"), "--data", _folder.FullName);
        Assert.Equal(1, named);
        Assert.Contains("column ФИО: looks like name", reason, StringComparison.Ordinal);
        string archive = Path.Combine(_folder.FullName, "classes.zip");
        Assert.Equal(0, (await RunAsync("export", "--out", archive, "--data", _folder.FullName)).Code);
        (int same, string unchanged) = await RunAsync("import", archive, "--dry-run", "--data", _folder.FullName);
        Assert.True(same == 0, unchanged);
        Assert.Contains("1 unchanged", unchanged, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [ServerProcess.Executable, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task<(int Code, string Told)> RunAsync(params string[] arguments)
    {
        using Process run = Start(arguments);
        Task<string> errors = run.StandardError.ReadToEndAsync();
        string told = await run.StandardOutput.ReadToEndAsync() + await errors;
        await run.WaitForExitAsync();
        return (run.ExitCode, told);
    }
}
