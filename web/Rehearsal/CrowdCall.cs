using System.Net;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>One call of the doors over HTTP.</summary>
internal static class CrowdCall
{
    /// <summary>A server that has not answered by then has not answered.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="HttpRequestException">No answer, or a refusal; its status tells which.</exception>
    public static async Task<JsonElement> PostAsync(
        this HttpMessageInvoker by, Uri address, object? body, string? bearer, CancellationToken cancellation, string? cookie = null)
    {
        using HttpResponseMessage reply = await by.SendAsync(address, body, bearer, cookie, cancellation);
        return reply.StatusCode == HttpStatusCode.NoContent ? default : await reply.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <summary>The same, giving the whole reply of a successful call.</summary>
    /// <exception cref="HttpRequestException">No answer, or a refusal; its status tells which.</exception>
    public static async Task<HttpResponseMessage> SendAsync(
        this HttpMessageInvoker by, Uri address, object? body, string? bearer, string? cookie, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using HttpRequestMessage request = new(body is null ? HttpMethod.Get : HttpMethod.Post, address)
        {
            Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
        if (bearer is not null)
        {
            request.Headers.Authorization = new("Bearer", bearer);
        }

        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        try
        {
            HttpResponseMessage reply = await by.SendAsync(request, limit.Token);
            if (reply.IsSuccessStatusCode)
            {
                return reply;
            }

            using (reply)
            {
                throw new HttpRequestException($"{address.AbsolutePath} answered {(int)reply.StatusCode}.", null, reply.StatusCode);
            }
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"{address.AbsolutePath} did not answer.", error);
        }
    }
}
