using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Diagnostics.Engine.Portfolios;
using Diagnostics.Engine.Signatures;
using Diagnostics.Tests.Keeping;
using Diagnostics.Tests.Storage;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Portfolios;

/// <summary>Signatures under portfolios: checked with what is published and nothing else, after a restored backup and a changed key too.</summary>
public sealed class PortfolioKeyTests : KeptStore
{
    private static readonly string Fixture = Path.Combine(Repository.Root, "web", "client", "test", "portfolio.fixture.json");

    [Fact]
    public async Task What_is_published_checks_a_signature_and_a_changed_byte_fails()
    {
        await using TestHouse house = await TestHouse.OpenAsync(folder: Live);
        string key = await house.ReleasedTwiceAsync();
        SignedPortfolio signed = (await house.Engine.Portfolios.SignAsync(key, default))!;
        PublishedKeys published = house.Engine.Portfolios.Keys;
        Assert.Equal(16, Assert.Single(published.Keys).Kid.Length);
        Assert.True(Holds(signed.Statement, published));
        Assert.True(Holds(signed.Mark, published));
        Assert.False(Holds(signed.Statement with { Text = signed.Statement.Text.Replace("\"grade\":10", "\"grade\":11", StringComparison.Ordinal) }, published));
        Assert.False(Holds(signed.Statement with { Signature = signed.Mark.Signature }, published));
    }

    [Fact]
    public async Task A_restored_backup_and_a_later_key_check_what_was_signed_before()
    {
        SignedText before;
        await using (TestHouse house = await TestHouse.OpenAsync(folder: Live))
        {
            before = (await house.Engine.Portfolios.SignAsync(await house.ReleasedTwiceAsync(), default))!.Statement;
        }

        Assert.Equal(ExitCode.Success, await DbAsync("backup", "--data", Live, "--out", Backup, "--with-keys"));
        string moved = Folder.PathOf("moved");
        Assert.Equal(ExitCode.Success, await DbAsync("restore", Backup, "--data", moved));
        await using (TestHouse restored = await TestHouse.OpenAsync(folder: moved))
        {
            Assert.True(Holds(before, restored.Engine.Portfolios.Keys));
        }

        // As the operator's guide says it: renamed, the key signs no more and is still published; taken away, it counts no longer.
        string keys = Path.Combine(moved, "keys");
        File.Move(Path.Combine(keys, "portfolio.key"), Path.Combine(keys, "portfolio-2026.key"));
        await using (TestHouse changed = await TestHouse.OpenAsync(folder: moved))
        {
            Assert.Equal(2, changed.Engine.Portfolios.Keys.Keys.Count);
            Assert.NotEqual(before.Key, changed.Engine.Portfolios.Keys.Keys[0].Kid);
            Assert.True(Holds(before, changed.Engine.Portfolios.Keys));
        }

        File.Delete(Path.Combine(keys, "portfolio-2026.key"));
        await using TestHouse revoked = await TestHouse.OpenAsync(folder: moved);
        Assert.False(Holds(before, revoked.Engine.Portfolios.Keys));
    }

    [Fact]
    public async Task The_file_the_client_is_tested_with_is_what_this_server_signs()
    {
        string folder = Path.Combine(Live, "keys");
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "portfolio.key"), [.. Enumerable.Range(1, 32).Select(one => (byte)one)]);
        await using TestHouse house = await TestHouse.OpenAsync(folder: Live);
        SignedPortfolio now = (await house.Engine.Portfolios.SignAsync(await house.ReleasedTwiceAsync(), default))!;
        string beside = Path.Combine(AppContext.BaseDirectory, "portfolio.fixture.json");
        await File.WriteAllTextAsync(beside, JsonSerializer.Serialize(new Signed(now, house.Engine.Portfolios.Keys), JsonSerializerOptions.Web));
        Signed kept = JsonSerializer.Deserialize<Signed>(await File.ReadAllTextAsync(Fixture), JsonSerializerOptions.Web)!;
        Assert.True(now.Statement.Text == kept.Portfolio.Statement.Text && now.Mark.Text == kept.Portfolio.Mark.Text, $"Other texts are signed now. If that is meant, copy {beside} to {Fixture}.");
        Assert.True(Holds(kept.Portfolio.Statement, house.Engine.Portfolios.Keys));
        Assert.True(Holds(kept.Portfolio.Mark, house.Engine.Portfolios.Keys));
    }

    /// <summary>As any other program would check it: by the JWK's members alone.</summary>
    private static bool Holds(SignedText signed, PublishedKeys published)
    {
        if (published.Keys.SingleOrDefault(key => key.Kid == signed.Key) is not { } own)
        {
            return false;
        }

        using var checker = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(own.X), Y = Base64Url.DecodeFromChars(own.Y) },
        });
        return checker.VerifyData(Encoding.UTF8.GetBytes(signed.Text), Base64Url.DecodeFromChars(signed.Signature), HashAlgorithmName.SHA256);
    }

    private sealed record Signed(SignedPortfolio Portfolio, PublishedKeys Keys);
}
