using System.Net;
using System.Net.Sockets;

namespace Diagnostics.Web.Access;

/// <summary>
/// Limits on failed attempts. A right code always opens: a school's thirty students share one address, so only failures cost, and only
/// further failures are turned away. Short secrets (a PIN, a code of the second factor) and passwords are limited before they are looked at.
/// </summary>
internal sealed class FailureLimits(TimeProvider clock)
{
    /// <summary>
    /// A class of 30 may mistype twice each in a minute; then wrong codes are only told to wait. Guessing is hopeless by the size of the code
    /// (eight random symbols of 32 behind the school's prefix), not by this limit. Behind a proxy
    /// all of its users share one bucket until the operator names it (<c>--trusted-proxy</c>).
    /// </summary>
    private readonly TokenBuckets _codes = new(capacity: 60, perMinute: 60, clock);

    /// <summary>
    /// PIN: thirty tries, then one a minute, for this board from this address. That is for strangers: a pupil behind the school's address must not
    /// keep the teacher out.
    /// </summary>
    private readonly TokenBuckets _secrets = new(Pins, perMinute: 1, clock);

    /// <summary>As many for each browser that has opened this board before. Apart from the strangers' table: only a right PIN makes a key here.</summary>
    private readonly TokenBuckets _openers = new(Pins, perMinute: 1, clock);

    /// <summary>
    /// By all browsers that opened this board: whoever knew an earlier PIN could make itself known again and again before it was renewed. At least a
    /// hundred such browsers are needed to use these up, and a million PINs last for a year.
    /// </summary>
    private readonly TokenBuckets _openersOfBoard = new(capacity: 3_000, perMinute: 2, clock);

    /// <summary>
    /// PIN from anywhere: three hundred tries, then one a minute, for this board altogether. With the first tries below that is at most 2,340 on the
    /// first day and 1,740 on each later one: a million PINs last for more than a year and a half, however many addresses guess.
    /// </summary>
    private readonly TokenBuckets _boards = new(capacity: 300, perMinute: 1, clock);

    /// <summary>The first three tries of a site are counted apart, so that strangers elsewhere do not keep the teacher out.</summary>
    private readonly TokenBuckets _firstPins = new(capacity: FirstPins, perMinute: 1.0 / 60, clock);

    /// <summary>As long as these of the board last: three hundred, back in a day. Who has many sites would otherwise have three tries of each.</summary>
    private readonly TokenBuckets _firstPinsOfBoard = new(capacity: 300, perMinute: 300.0 / MinutesADay, clock);

    /// <summary>
    /// Passwords and, apart from them, codes of the second factor: ten tries, then one in two minutes, for an account from browsers it never
    /// signed in from, and as many again for each browser it did. So whoever guesses at a login shuts the door on strangers only.
    /// </summary>
    private readonly TokenBuckets _strangers = new(Tries, 60.0 / SecondsASignIn, clock);

    /// <summary>Apart from the strangers' table, so that strangers cannot take its room: only a right sign-in makes a key here.</summary>
    private readonly TokenBuckets _knownBrowsers = new(Tries, 60.0 / SecondsASignIn, clock);

    /// <summary>
    /// Ways back from the sign-in provider that were wrong: sixty, then one a second, for an address as far as nobody of the staff is known there; each asks
    /// the provider once.
    /// </summary>
    private readonly TokenBuckets _strangersWays = new(Ways, Ways, clock);

    /// <summary>As many for each browser, session or invitation that is known.</summary>
    private readonly TokenBuckets _knownWays = new(Ways, Ways, clock);

    /// <summary>How long a door that is shut for an account stays so.</summary>
    public const int SecondsASignIn = 120;

    private const int Tries = 10;
    private const int FirstPins = 3;
    private const int Pins = 30;
    private const int Ways = 60;
    private const int MinutesADay = 24 * 60;

    /// <summary>Bytes of an IPv6 address that are somebody's; the rest they choose at will.</summary>
    private const int NetworkBytes = 8;

    /// <summary>Bytes of an IPv6 address that a provider gives to a whole site, which so has 65,536 networks.</summary>
    private const int SiteBytes = 6;

    /// <summary>Buckets held now, for whoever watches that they stay bounded.</summary>
    public int Held => new[] { _codes, _secrets, _openers, _openersOfBoard, _boards, _firstPins, _firstPinsOfBoard, _strangers, _knownBrowsers, _strangersWays, _knownWays }.Sum(table => table.Count);

    /// <summary>Counts a wrong code or result key from an address; false when there were too many.</summary>
    public bool CodeFailed(HttpContext context) => _codes.TryTake(AddressOf(context));

    /// <summary>Takes one try at a board's PIN; false when those of this browser, or of strangers at this address or this board, are used up.</summary>
    /// <param name="browser">The browser, when it has opened the board before.</param>
    public bool TryPin(string classId, HttpContext context, string? browser)
    {
        if (browser is not null)
        {
            return _openers.TryTake($"{classId}:{browser}") && _openersOfBoard.TryTake(classId);
        }

        // The board is asked first and an address gets a bucket after that: so all who guess at one board leave no more buckets than it lets tries
        // pass, and never crowd the addresses of other schools out.
        string here = $"{classId}:{AddressOf(context)}";
        string site = $"{classId}:{SiteOf(context)}";
        return _secrets.HasLeft(here)
            && ((_firstPins.HasLeft(site) && _firstPinsOfBoard.TryTake(classId) && _firstPins.TryTake(site)) || _boards.TryTake(classId))
            && _secrets.TryTake(here);
    }

    /// <summary>Takes one way back from the sign-in provider before it is asked; false when too many of the holder's were wrong.</summary>
    /// <param name="isKnown">It is a browser of staff, a signed-in session or an invitation; otherwise an address, which many share.</param>
    public bool TryWay(string holder, bool isKnown) => WaysOf(isKnown).TryTake(holder);

    /// <summary>The way was right, or nobody could say: it does not count.</summary>
    public void GiveWayBack(string holder, bool isKnown) => WaysOf(isKnown).GiveBack(holder);

    /// <summary>Takes one try at a password or a code of a second factor; false when the tries are used up.</summary>
    /// <param name="what">What is tried, with the account's identifier: one person's spellings of a login are one account.</param>
    /// <param name="browser">The browser, when the account has signed in from it before.</param>
    public bool TrySignIn(string what, string? browser) =>
        browser is null ? _strangers.TryTake(what) : _knownBrowsers.TryTake($"{what}:{browser}");

    /// <summary>
    /// Whether a stranger has a try left. It is taken when the password's turn to be hashed has come: so invented logins fill the table no faster
    /// than two minutes of hashing do, and never crowd an account out of it.
    /// </summary>
    public bool HasTries(string what) => _strangers.HasLeft(what);

    private TokenBuckets WaysOf(bool isKnown) => isKnown ? _knownWays : _strangersWays;

    /// <summary>Where somebody is: an IPv4 address, or the network of an IPv6 one.</summary>
    public static string AddressOf(HttpContext context) => PlaceOf(context, NetworkBytes);

    /// <summary>
    /// Who can hold many networks at once: the site of an IPv6 address. An IPv4 address stands for itself, because schools behind one provider share its
    /// neighbours with everybody there.
    /// </summary>
    private static string SiteOf(HttpContext context) => PlaceOf(context, SiteBytes);

    private static string PlaceOf(HttpContext context, int bytes)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        return address switch
        {
            null => "local",
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
            { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, bytes),
            _ => address.ToString(),
        };
    }
}
