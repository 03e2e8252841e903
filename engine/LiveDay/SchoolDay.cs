namespace Diagnostics.Engine.LiveDay;

/// <summary>A school on the board of the day. One thread at a time.</summary>
internal sealed class SchoolDay(RosterSchool row)
{
    private const long MinuteMs = 60_000;

    private long _minuteAt;
    private int _unsentBefore;
    private int _unsentNow;

    public RosterSchool Row { get; } = row;

    /// <summary>By grade and letter.</summary>
    public List<ClassDay> Classes { get; } = [];

    public DayCount Count { get; private set; } = DayCount.None;

    public int Troubles { get; private set; }

    /// <summary>Of the board, when this school last changed.</summary>
    public long Revision { get; private set; }

    public TroublePlace Place => new(Row.Id, Row.Name, Row.MunicipalityId, Row.MunicipalityName);

    public void Sum() => Count = DayCount.Sum(Classes.Select(room => room.Count));

    /// <summary>More waits on devices than a minute ago.</summary>
    public bool GrowsUnsent(long nowMs)
    {
        if (nowMs - _minuteAt >= MinuteMs)
        {
            (_minuteAt, _unsentBefore, _unsentNow) = (nowMs, _minuteAt == 0 ? Count.Unsent : _unsentNow, Count.Unsent);
        }

        return TroubleRules.GrowsUnsent(Count, _unsentBefore);
    }

    public DaySchool Told { get; private set; } = new(row.Id, row.Name, row.MunicipalityId, DayCount.None, 0);

    /// <summary>Keeps the revision where nothing changed, so that nobody is told again.</summary>
    public void Tell(int troubles, long revision)
    {
        Troubles = troubles;
        DaySchool told = new(Row.Id, Row.Name, Row.MunicipalityId, Count, troubles);
        if (Revision == 0 || told != Told)
        {
            (Told, Revision) = (told, revision);
        }
    }
}
