using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Campaigns;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("diagnostics-keys-").FullName;

    [Fact]
    public void Keys_are_made_once_and_read_again()
    {
        KeyRing made = KeyRing.Open(_folder);
        KeyRing read = KeyRing.Open(_folder);
        Assert.Equal(made.Print.ToArray(), read.Print.ToArray());
        Assert.Equal(made.SetUp, read.SetUp);
        Assert.NotEqual(made.Print.ToArray(), made.LookUp.ToArray());
        Assert.Equal(32, made.Token.Length);
    }

    [Fact]
    public async Task First_starts_at_the_same_moment_agree_on_the_keys()
    {
        KeyRing[] rings = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => KeyRing.Open(_folder))));
        Assert.Single(rings.Select(ring => Convert.ToHexString(ring.LookUp.Span)).Distinct());
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "keys"), "*.new"));
    }

    [Fact]
    public void Only_the_owner_may_read_a_key()
    {
        KeyRing.Open(_folder);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "keys"), "*.key"))
        {
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void A_damaged_key_is_named()
    {
        KeyRing.Open(_folder);
        File.WriteAllText(Path.Combine(_folder, "keys", "print.key"), "short");
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => KeyRing.Open(_folder));
        Assert.Contains("print.key", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
