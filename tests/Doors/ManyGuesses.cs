using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using IPNetwork = System.Net.IPNetwork;

namespace Diagnostics.Tests.Doors;

/// <summary>
/// Wrong codes behind the school's own prefix, rightly formed, from one address, a hundred and ten thousand, and from one that names ten thousand others, while a
/// class at one of these addresses comes in. The doors' clock stands still, so the numbers are exact. DIAGNOSTICS_GUESSES says how many; 3,000 by default.
/// </summary>
[Trait("Kind", "Fault")]
public sealed class ManyGuesses
{
    private const int AtOnce = 8;
    private const int TriesOfAddress = 60;
    private const int Seed = 20261122;

    /// <summary>Two seconds are promised; the guesser and the short form's other tests work on the same cores.</summary>
    private static readonly TimeSpan Entered = TimeSpan.FromSeconds(Faults.ShortDay.IsLong ? 2 : 10);

    private static readonly int Guesses = int.Parse(Environment.GetEnvironmentVariable("DIAGNOSTICS_GUESSES") ?? "3000", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(10_000, true)]
    [InlineData(10_000, false)]
    public async Task However_many_guesses_none_hits_and_a_class_behind_the_same_address_comes_in(int addresses, bool isBehindTrustedProxy)
    {
        RunningServer server = new()
        {
            DoorClock = new ManualClock(),
            Tls = isBehindTrustedProxy ? new TlsOptions { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")] } : new TlsOptions(),
        };
        await server.InitializeAsync();
        try
        {
            CodeSheet sheet = await server.MakeClassAsync(grade: 10, seats: 25);
            HashSet<string> right = [.. sheet.Cards.Select(card => Plain(card.Code))];
            string[] wrong = [.. Invent(Plain(sheet.Cards[0].Code)[..AccessCode.PrefixLength]).Where(code => !right.Contains(code)).Take(Guesses)];
            using HttpClient browser = server.Client();
            int[] told = new int[600];
            Task guessing = Parallel.ForEachAsync(
                wrong.Select((code, at) => (code, at)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
                async (guess, _) => Interlocked.Increment(ref told[(int)await EnterAsync(browser, guess.code, guess.at % addresses)]));
            (HttpStatusCode Status, TimeSpan Took)[] ours = await Task.WhenAll(sheet.Cards.Take(25).Select(async card =>
            {
                long from = Stopwatch.GetTimestamp();
                return (await EnterAsync(browser, card.Code, 0), Stopwatch.GetElapsedTime(from));
            }));
            Assert.All(ours, one => Assert.Equal(HttpStatusCode.OK, one.Status));
            Assert.All(ours, one => Assert.True(one.Took < Entered, $"A right code waited {one.Took} beside the guesses."));
            await guessing;

            int lookedAt = Enumerable.Range(0, isBehindTrustedProxy ? addresses : 1)
                .Sum(address => Math.Min(TriesOfAddress, isBehindTrustedProxy ? (Guesses / addresses) + (address < Guesses % addresses ? 1 : 0) : Guesses));
            Assert.Equal((0, lookedAt, Guesses - lookedAt), (told[200], told[404], told[429]));
            Assert.InRange(server.Limits.Held, 1, Math.Min(isBehindTrustedProxy ? addresses : 1, TokenBuckets.MostKeys));
            Assert.Equal(HttpStatusCode.OK, await EnterAsync(browser, sheet.Cards[0].Code, 0));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<HttpStatusCode> EnterAsync(HttpClient browser, string code, int address)
    {
        using HttpRequestMessage asked = new(HttpMethod.Post, "/api/session/enter") { Content = JsonContent.Create(new { code, deviceId = "0123456789abcdef" }) };
        asked.Headers.Add("X-Forwarded-For", $"10.{address / 65_536}.{address / 256 % 256}.{address % 256}");
        using HttpResponseMessage reply = await browser.SendAsync(asked);
        return reply.StatusCode;
    }

    /// <summary>Codes with a right check symbol: a code without one is turned away before anybody looks for it.</summary>
    private static IEnumerable<string> Invent(string prefix)
    {
        Random random = new(Seed);
        while (true)
        {
            string body = prefix + new string(random.GetItems<char>(CodeAlphabet.Symbols, AccessCode.Length - AccessCode.PrefixLength - 1));
            yield return body + CodeAlphabet.Check(body);
        }
    }

    private static string Plain(string code) => code.Replace("-", "", StringComparison.Ordinal);
}
