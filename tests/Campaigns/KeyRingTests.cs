using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Campaigns;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-keys-").FullName;

    [Fact]
    public async Task Keys_are_made_once_and_read_again()
    {
        KeyRing made = await OpenAsync();
        KeyRing read = await OpenAsync();
        Assert.Equal(made.Print.ToArray(), read.Print.ToArray());
        Assert.Equal(made.Staff.ToArray(), read.Staff.ToArray());
        Assert.NotEqual(made.Print.ToArray(), made.LookUp.ToArray());
        Assert.Equal(32, made.Token.Length);
    }

    [Fact]
    public async Task First_starts_at_the_same_moment_agree_on_the_keys()
    {
        KeyRing[] rings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(OpenAsync)));
        Assert.Single(rings.Select(ring => Convert.ToHexString(ring.LookUp.Span)).Distinct());
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "keys"), "*.new"));
    }

    [Fact]
    public async Task Only_the_owner_may_read_a_key()
    {
        await OpenAsync();
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "keys"), "*.key"))
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task A_damaged_key_is_named()
    {
        await OpenAsync();
        File.WriteAllText(Path.Combine(_folder, "keys", "print.key"), "short");
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(OpenAsync);
        Assert.Contains("print.key", error.Message, StringComparison.Ordinal);
    }

    private Task<KeyRing> OpenAsync() => KeyRing.OpenAsync(_folder, TimeProvider.System, CancellationToken.None);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
