using System.Net;
using System.Security.Cryptography;
using Diagnostics.Engine.Atlas;

namespace Diagnostics.Tests.Doors;

/// <summary>The open feed of the atlas.</summary>
public sealed class AtlasFeedStories(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly Uri Feed = new("/api/atlas.json", UriKind.Relative);

    [Fact]
    public async Task Anybody_reads_the_newest_atlas_and_can_check_it_by_its_etag()
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage reply = await client.GetAsync(Feed);
        byte[] bytes = await reply.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"", reply.Headers.ETag!.Tag);
        Assert.True(reply.Headers.CacheControl!.Public);
        Assert.Equal(AtlasLibrary.LoadBuiltIn().Newest.ContentHash, AtlasReader.Read(bytes).Atlas!.ContentHash);
    }

    [Fact]
    public async Task Who_has_the_newest_atlas_gets_no_bytes_again()
    {
        using HttpClient client = server.Client();
        using HttpRequestMessage again = new(HttpMethod.Get, Feed);
        again.Headers.IfNoneMatch.ParseAdd($"\"{AtlasLibrary.LoadBuiltIn().Newest.ContentHash}\"");
        using HttpResponseMessage reply = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, reply.StatusCode);
        Assert.Empty(await reply.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task The_atlas_travels_compressed_to_whoever_can_unpack_it()
    {
        using HttpClient client = server.Client();
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        using HttpResponseMessage reply = await client.GetAsync(Feed);
        Assert.Equal("br", Assert.Single(reply.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task The_atlas_is_read_only()
    {
        using HttpClient client = server.Client();
        using HttpResponseMessage reply = await client.PostAsync(Feed, null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.StatusCode);
    }
}
