using Diagnostics.Engine.Content;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Qti;

/// <summary>The verbs <c>qti import</c> and <c>qti export</c>.</summary>
public sealed class QtiCommandTests : VerbTests
{
    private static string Example => Path.Combine(Repository.Root, "examples", "qti_school_day.zip");

    [Fact]
    public async Task An_imported_package_is_content_a_server_can_be_started_with()
    {
        string folder = Folder.PathOf("imported");
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "import", Example, "--out", folder, "--id", "school-day"));
        Assert.NotNull(ContentShelf.Load(Path.Combine(folder, "content")).Instruments.Newest("school-day"));
        Assert.Contains("left-out items/essay.xml:6: qti-extended-text-interaction: ", Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("left-out,items/essay.xml,6,qti-extended-text-interaction,", await File.ReadAllTextAsync(Path.Combine(folder, "report.csv")), StringComparison.Ordinal);
        Assert.Contains("7 items; left out: 1", Messages.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("at its word", Messages.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(folder)!, "*.partial"));
    }

    [Theory]
    [InlineData("3.0")]
    [InlineData("2.2")]
    public async Task An_exported_instrument_comes_back_letter_by_letter(string version)
    {
        string package = Folder.PathOf("riasec.zip");
        string folder = Folder.PathOf("back");
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "export", "--instrument", "riasec/1.0.0", "--version", version, "--out", package));
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "import", package, "--out", folder));
        Assert.Equal(
            new ContentFiles(null).Instrument("riasec", "1.0.0").ToArray(), await File.ReadAllBytesAsync(Path.Combine(folder, "content", "instruments", "riasec", "1.0.0", "instrument.json")));
        Assert.Contains("A package of our own, letter by letter", Messages.ToString(), StringComparison.Ordinal);
        Assert.Contains("diagnostics.xml was taken at its word", Messages.ToString(), StringComparison.Ordinal);
        Assert.Contains("holds the keys", Messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_battery_is_written_and_read_with_all_it_asks()
    {
        string package = Folder.PathOf("lesson.zip");
        string folder = Folder.PathOf("back");
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "export", "--battery", "lesson-8-9", "--out", package));
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "import", package, "--out", folder));
        Assert.Single(Directory.GetFiles(folder, "battery.json", SearchOption.AllDirectories));
        Assert.True(Directory.GetFiles(folder, "instrument.json", SearchOption.AllDirectories).Length > 3);
    }

    [Fact]
    public async Task A_file_of_an_instrument_and_own_content_are_exported_as_well()
    {
        string content = Path.Combine(Repository.Root, "examples", "content");
        string file = Path.Combine(content, "instruments", "school-clubs", "1.0.0", "instrument.json");
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "export", "--instrument", file, "--out", Folder.PathOf("a.zip")));
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "export", "--instrument", "school-clubs", "--content", content, "--out", Folder.PathOf("b.zip")));
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "export", "--battery", "school-5", "--content", content, "--out", Folder.PathOf("c.zip")));
        Assert.Equal(await File.ReadAllBytesAsync(Folder.PathOf("a.zip")), await File.ReadAllBytesAsync(Folder.PathOf("b.zip")));
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_nothing_is_written_of_nothing()
    {
        Directory.CreateDirectory(Folder.PathOf("full"));
        await File.WriteAllTextAsync(Folder.PathOf("full/a.txt"), "a");
        Assert.Equal(1, await InvokeAsync(QtiCommand.Create(), "import", Example, "--out", Folder.PathOf("full")));
        Assert.Contains("is not empty", Messages.ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Folder.PathOf("none.xml"), "<a/>");
        Assert.Equal(1, await InvokeAsync(QtiCommand.Create(), "import", Folder.PathOf("none.xml"), "--out", Folder.PathOf("empty")));
        Assert.False(Directory.Exists(Folder.PathOf("empty")));
        Assert.Equal(1, await InvokeAsync(QtiCommand.Create(), "import", Folder.PathOf("gone.zip"), "--out", Folder.PathOf("empty")));
        Assert.Equal(1, await InvokeAsync(QtiCommand.Create(), "export", "--instrument", "gone", "--out", Folder.PathOf("a.zip")));
        Assert.Contains("there is no file or instrument gone", Messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await InvokeAsync(QtiCommand.Create(), "export", "--battery", "gone", "--out", Folder.PathOf("a.zip")));
        Assert.Equal(1, await InvokeAsync(QtiCommand.Create(), "export", "--instrument", "riasec", "--norms", Folder.PathOf("none.xml"), "--out", Folder.PathOf("a.zip")));
        Assert.False(File.Exists(Folder.PathOf("a.zip")));
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(Folder.PathOf("a.zip"))!, "*.partial"));
    }

    [Fact]
    public async Task What_lies_beside_the_result_is_left_as_it_is()
    {
        Directory.CreateDirectory(Folder.PathOf("imported.partial"));
        await File.WriteAllTextAsync(Folder.PathOf("imported.partial/own.txt"), "own");
        await File.WriteAllTextAsync(Folder.PathOf("a.zip.partial"), "own");
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "import", Example, "--out", Folder.PathOf("imported")));
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "export", "--instrument", "riasec", "--out", Folder.PathOf("a.zip")));
        Assert.Equal("own", await File.ReadAllTextAsync(Folder.PathOf("imported.partial/own.txt")));
        Assert.Equal("own", await File.ReadAllTextAsync(Folder.PathOf("a.zip.partial")));
        Assert.False(File.Exists(Folder.PathOf("imported/own.txt")));
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.GetDirectoryName(Folder.PathOf("a.zip"))!, "*.partial").Length);
    }

    [Fact]
    public async Task A_foreign_name_is_no_formula_in_the_report()
    {
        string package = Folder.PathOf("a.zip");
        await File.WriteAllBytesAsync(package, QtiPackages.Zip(("good.xml", QtiForeignTests.Good()), ("=HYPERLINK(1).xml", "<html/>")));
        Assert.Equal(0, await InvokeAsync(QtiCommand.Create(), "import", package, "--out", Folder.PathOf("read"), "--id", "good"));
        Assert.Contains("left-out,'=HYPERLINK(1).xml,1,html,", await File.ReadAllTextAsync(Folder.PathOf("read/report.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", "--out", "a.zip")]
    [InlineData("export", "--instrument", "riasec", "--battery", "lesson-8-9", "--out", "a.zip")]
    [InlineData("export", "--instrument", "riasec", "--version", "1.2", "--out", "a.zip")]
    [InlineData("export", "--instrument", "riasec")]
    [InlineData("export", "--instrument", "f.json", "--out", "./f.json")]
    [InlineData("export", "--instrument", "riasec", "--norms", "n.json", "--norms", "m.json", "--out", "m.json")]
    [InlineData("export", "--instrument", "riasec", "--content", "own", "--out", "own/instruments/riasec/1.0.0/instrument.json")]
    [InlineData("import", "a.zip", "--out", "a", "--id", "Not An Id")]
    public void Orders_that_say_too_little_or_too_much_are_refused(params string[] arguments) =>
        Assert.NotEmpty(QtiCommand.Create().Parse(arguments).Errors);
}
