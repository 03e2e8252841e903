using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Diagnostics.Tests.Doors;

/// <summary>Every door that takes a body refuses one that is larger than it takes, before it is read, and the next request is served.</summary>
public sealed class OversizedBodies(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Ordinary = 64 * 1024;

    [Fact]
    public async Task A_body_that_is_too_large_is_not_read_at_any_door()
    {
        RouteHome home = await new RouteWalk(server).HomeAsync();
        using DoorCallers callers = await DoorCallers.OpenAsync(server, home);
        List<string> read = [];
        int doors = 0;
        foreach (RouteEndpoint door in Doors())
        {
            HttpStatusCode status = await SendAsync(door, callers, home);
            doors++;
            if (status != HttpStatusCode.RequestEntityTooLarge)
            {
                read.Add($"{door.RoutePattern.RawText}: {status}");
            }
        }

        Assert.True(doors > 40, $"{doors} doors take a body");
        Assert.True(read.Count == 0, string.Join('\n', read));
        using HttpClient next = server.Client();
        Assert.Equal(HttpStatusCode.OK, (await next.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
    }

    private IEnumerable<RouteEndpoint> Doors() => server.Endpoints.Where(endpoint =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null);

    /// <summary>One byte over is enough; the server may answer while the body is still being sent.</summary>
    private static async Task<HttpStatusCode> SendAsync(RouteEndpoint door, DoorCallers callers, RouteHome home)
    {
        long most = door.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? Ordinary;
        (HttpClient browser, string? token) = callers.Of(door.Metadata.OfType<DoorRule>().Single());
        const string start = "{\"code\":\"";
        string body = $"{start}{new string('x', (int)most + 1 - start.Length - 2)}\"}}";
        using HttpRequestMessage request = new(HttpMethod.Post, RouteWalk.PathOf("/" + door.RoutePattern.RawText!.Trim('/'), home))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Headers.ExpectContinue = true;
        using HttpResponseMessage reply = await browser.SendAsync(request);
        return reply.StatusCode;
    }
}
