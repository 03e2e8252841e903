namespace Diagnostics.Engine.Campaigns;

/// <summary>What a region decides about its campaign.</summary>
/// <param name="OpensAtMs">Start of the window, Unix ms, inclusive.</param>
/// <param name="ClosesAtMs">End of the window, Unix ms, exclusive.</param>
/// <param name="Interests">Interests are shown at once, marked preliminary.</param>
/// <param name="Values">The same of values.</param>
/// <param name="NextSteps">The same of next steps.</param>
/// <param name="Aptitudes">The same of sections of tasks, and a student's own answers beside the solutions.</param>
/// <param name="KeepYears">Years after the window's end until what is held on its sessions is erased.</param>
/// <param name="ParentsDecide">Grades in which a parent's agreement is needed besides the student's.</param>
/// <param name="OperatorName">The organisation whose data they are, as parents read it; empty until it is set.</param>
/// <param name="OperatorAddress">Its postal address; set together with the name.</param>
public sealed record CampaignSettings(
    long OpensAtMs, long ClosesAtMs, bool Interests, bool Values, bool NextSteps, bool Aptitudes, int KeepYears, IReadOnlyList<int> ParentsDecide,
    string? OperatorName = "", string? OperatorAddress = "")
{
    public const int LongestOperator = 200;

    public const int LeastYears = 1;
    public const int MostYears = 10;

    private static readonly long Earliest = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long Latest = new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private static readonly long LongestMs = (long)TimeSpan.FromDays(732).TotalMilliseconds;

    /// <summary>Why they cannot be, or null.</summary>
    public CampaignFault? Fault => this switch
    {
        _ when OpensAtMs < Earliest || ClosesAtMs > Latest => CampaignFault.WindowUnlikely,
        _ when OpensAtMs >= ClosesAtMs => CampaignFault.WindowEmpty,
        _ when ClosesAtMs - OpensAtMs > LongestMs => CampaignFault.WindowLong,
        _ when KeepYears is < LeastYears or > MostYears => CampaignFault.Years,
        _ when ParentsDecide is not { Count: <= 11 } || ParentsDecide.Any(grade => grade is < 1 or > 11) => CampaignFault.Grades,
        _ when !IsOperator(OperatorName) || !IsOperator(OperatorAddress) => CampaignFault.Operator,
        _ when string.IsNullOrWhiteSpace(OperatorName) != string.IsNullOrWhiteSpace(OperatorAddress) => CampaignFault.OperatorHalf,
        _ => null,
    };

    private static bool IsOperator(string? text) => text is null || (text.Length <= LongestOperator && !text.Any(char.IsControl));

    internal static CampaignSettings Of(Campaign campaign) => new(
        campaign.OpensAtMs, campaign.ClosesAtMs, campaign.Show.Interests, campaign.Show.Values, campaign.Show.NextSteps, campaign.Show.Aptitudes,
        campaign.KeepYears, [.. campaign.Consent.ParentsDecide], campaign.Consent.OperatorName, campaign.Consent.OperatorAddress);

    internal Campaign On(Campaign campaign) => campaign with
    {
        OpensAtMs = OpensAtMs,
        ClosesAtMs = ClosesAtMs,
        Show = campaign.Show with { Interests = Interests, Values = Values, NextSteps = NextSteps, Aptitudes = Aptitudes },
        KeepYears = KeepYears,
        Consent = campaign.Consent with
        {
            ParentsDecide = [.. ParentsDecide.Distinct().Order()],
            OperatorName = OperatorName?.Trim() ?? "",
            OperatorAddress = OperatorAddress?.Trim() ?? "",
        },
    };
}

public enum CampaignFault
{
    /// <summary>It ends before it begins.</summary>
    WindowEmpty,

    /// <summary>Longer than two years.</summary>
    WindowLong,

    /// <summary>Outside of 2020..2100.</summary>
    WindowUnlikely,

    /// <summary>Kept for less than one year or more than ten.</summary>
    Years,

    /// <summary>Grades are 1..11.</summary>
    Grades,

    /// <summary>The operator's name or address is too long, or holds a sign no line has.</summary>
    Operator,

    /// <summary>A name without an address, or an address without a name.</summary>
    OperatorHalf,

    /// <summary>Somebody changed it meanwhile.</summary>
    Changed,

    /// <summary>The newest campaign has no classes yet, or the next is further off than a year.</summary>
    Early,

    /// <summary>There is no such campaign in this region.</summary>
    Unknown,
}

/// <param name="Stamp">Of the settings as they were read; a change names it, so that nobody overwrites what they have not seen.</param>
/// <param name="EraseFromMs">From when on what is held is erased.</param>
public sealed record CampaignView(string Id, string RegionId, string RegionName, int Year, CampaignSettings Settings, string Stamp, long EraseFromMs);

/// <summary>What a change would do, told before it is made.</summary>
/// <param name="EraseFromMs">From when on what is held would be erased.</param>
/// <param name="Due">Sessions with something held that would be due then, if that is within the notice from now; otherwise 0.</param>
/// <param name="Preliminary">Students whose preliminary page would show other parts.</param>
/// <param name="SolutionsOpen">Whether the solutions of tasks would be open now, and were not; false to close what was open; null: no change.</param>
/// <param name="NotStarted">Sessions not begun yet in grades for which it would change who must agree.</param>
public sealed record CampaignEffect(long EraseFromMs, int Due, int Preliminary, bool? SolutionsOpen, int NotStarted);
