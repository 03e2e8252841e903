using System.Collections.Concurrent;
using System.Text.Json;

namespace Diagnostics.Web.Rehearsal;

/// <summary>The packages the classes take, each fetched once a process: browsers fetch them before the bell, and from their cache afterwards.</summary>
internal sealed class PackageShelf(CrowdNetwork network)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<AnswerScript>>> _scripts = new(StringComparer.Ordinal);

    /// <summary>The words a student of the standard form agrees to.</summary>
    public const string ConsentVersion = "consent-3-timed";

    public Task<AnswerScript> GetAsync(string hash, HttpMessageInvoker by, CancellationToken cancellation) =>
        _scripts.GetOrAdd(hash, _ => new Lazy<Task<AnswerScript>>(() => ReadAsync(hash, by))).Value.WaitAsync(cancellation);

    private async Task<AnswerScript> ReadAsync(string hash, HttpMessageInvoker by)
    {
        try
        {
            using HttpResponseMessage reply = await by.SendAsync(
                new Uri(network.Url, $"api/package/{hash}.json"), null, null, null, CancellationToken.None);
            return AnswerScript.Read(await reply.Content.ReadFromJsonAsync<JsonElement>());
        }
        catch
        {
            _scripts.TryRemove(hash, out _);
            throw;
        }
    }
}
