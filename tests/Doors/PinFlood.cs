using System.Buffers.Binary;
using System.Net;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.Http;

namespace Diagnostics.Tests.Doors;

/// <summary>Guesses at one board's PIN from more addresses than there is room for: what passes is bounded, and other boards feel nothing.</summary>
[Trait("Kind", "Fault")]
public sealed class PinFlood
{
    private const string Attacked = "the attacked board";
    private const int Addresses = TokenBuckets.MostKeys + 10_000;
    private readonly ManualClock _clock = new();
    private readonly FailureLimits _limits;

    public PinFlood() => _limits = new FailureLimits(_clock);

    [Theory]
    [InlineData(4, 300 + 300)]
    [InlineData(6, 300 + 300)]
    [InlineData(8, 3 + 300)]
    public void However_many_addresses_guess_no_more_than_the_board_lets_pass_and_other_boards_have_their_tries(int bytesOfTheirs, int let)
    {
        Assert.Equal(let, Enumerable.Range(0, Addresses).Count(at => Try(Attacked, AddressOf(bytesOfTheirs, at))));
        Assert.InRange(_limits.Held, 1, 2 * let);
        IPAddress school = IPAddress.Parse("198.51.100.7");
        Assert.Equal(30, Enumerable.Range(0, 40).Count(_ => Try("another board", school)));
        Assert.Equal(let < 600, Try(Attacked, school));
        Assert.True(_limits.TryPin(Attacked, At(school), browser: "known"));
    }

    [Fact]
    public void In_a_day_of_guessing_from_ever_new_sites_a_board_lets_as_many_tries_pass_as_it_says()
    {
        int passed = 0;
        int site = 0;
        for (int minute = 0; minute <= 24 * 60; minute++)
        {
            passed += Enumerable.Range(0, minute == 0 ? 1000 : 10).Count(_ => Try(Attacked, AddressOf(6, site++)));
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(passed, 2_330, 2_340);
        Assert.InRange(_limits.Held, 1, 2 * passed);
    }

    /// <summary>Whoever knew the PIN made itself known a thousand times before it was renewed.</summary>
    [Fact]
    public void Browsers_that_opened_a_board_have_no_more_tries_together_than_the_board_gives_them()
    {
        IPAddress school = IPAddress.Parse("198.51.100.7");
        int passed = Enumerable.Range(0, 1_000).Sum(browser => Enumerable.Range(0, 40).Count(_ => _limits.TryPin(Attacked, At(school), $"b{browser}")));
        Assert.Equal(3_000, passed);
        Assert.True(Try(Attacked, school));
        Assert.True(_limits.TryPin("another board", At(school), browser: "b1"));
    }

    private bool Try(string board, IPAddress from) => _limits.TryPin(board, At(from), browser: null);

    private static DefaultHttpContext At(IPAddress address) => new() { Connection = { RemoteIpAddress = address } };

    /// <param name="bytes">How much of the address counts: 4 of IPv4, 6 for the site of IPv6, 8 for one network of a site.</param>
    private static IPAddress AddressOf(int bytes, int number)
    {
        if (bytes == 4)
        {
            return new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
        }

        byte[] address = new byte[16];
        address[0] = 0x20;
        BinaryPrimitives.WriteUInt16BigEndian(address.AsSpan(bytes - 2), (ushort)number);
        return new IPAddress(address);
    }
}
