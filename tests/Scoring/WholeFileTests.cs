using Diagnostics.Engine.Tables;

namespace Diagnostics.Tests.Scoring;

public sealed class WholeFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_stays_a_link_and_its_target_gets_the_text()
    {
        string target = _folder.Write("target.csv", "old");
        string link = _folder.PathOf("link.csv");
        File.CreateSymbolicLink(link, target);
        using (WholeFile whole = new(link))
        {
            whole.Text.Write("new");
            Assert.Equal("old", File.ReadAllText(target));
            whole.Complete();
        }

        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void What_stands_under_dev_is_written_as_it_goes_and_never_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A file of ours in the folder of shared memory stands for a device: it must not be replaced by another file.
        string device = $"/dev/shm/diagnostics-{Guid.NewGuid():N}";
        if (!Directory.Exists("/dev/shm"))
        {
            return;
        }

        File.WriteAllText(device, "");
        try
        {
            using FileStream open = new(device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using (WholeFile whole = new(device))
            {
                whole.Text.Write("abc");
                whole.Complete();
            }

            Assert.Equal(3, open.Length);
        }
        finally
        {
            File.Delete(device);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("absent/folder/file.csv")]
    public void A_name_that_is_no_file_is_refused_before_any_work(string name)
    {
        string file = name.Trim().Length == 0 ? name : _folder.PathOf(name);
        Assert.Contains("cannot be written", Assert.Throws<TableException>(() => new WholeFile(file)).Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Without_completion_an_earlier_file_stays_and_nothing_is_left()
    {
        string file = _folder.Write("kept.csv", "kept");
        using (WholeFile whole = new(file))
        {
            whole.Text.Write("half");
        }

        Assert.Equal("kept", File.ReadAllText(file));
        Assert.Equal(["kept.csv"], _folder.Names);
    }
}
