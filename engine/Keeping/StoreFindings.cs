using System.Data.Common;
using Dapper;

namespace Diagnostics.Engine.Keeping;

/// <summary>The report while it is being made; keeps a bounded number of faults.</summary>
internal sealed class StoreFindings
{
    private readonly List<StoreFault> _faults = [];
    private long _count;

    public IReadOnlyList<string> Pending { get; set; } = [];

    public long Sessions { get; set; }

    public long Finished { get; set; }

    public long Answers { get; set; }

    public long Profiles { get; set; }

    public long OtherRules { get; set; }

    public long Needs { get; set; }

    public long OtherNeeds { get; set; }

    public long Releases { get; set; }

    public long Reviews { get; set; }

    public long Consilia { get; set; }

    public AuditDoubt? AuditDoubt { get; set; }

    public void Add(StoreFaultKind kind, string? session, string reason)
    {
        _count++;
        if (_faults.Count < StoreReport.MostFaults)
        {
            _faults.Add(new StoreFault(kind, session, reason));
        }
    }

    /// <summary>Every session that one of these statements finds, with its reason.</summary>
    public void AddFound(DbConnection connection, DbTransaction? reading, StoreFaultKind kind, (string Sql, string Reason)[] questions)
    {
        foreach ((string sql, string reason) in questions)
        {
            foreach (string id in connection.Query<string>(sql, transaction: reading, commandTimeout: 0))
            {
                Add(kind, id, reason);
            }
        }
    }

    public StoreReport ToReport() => new(Pending, Sessions, Finished, Answers, Profiles, OtherRules, _count, _faults) { Needs = Needs, OtherNeeds = OtherNeeds, Releases = Releases, Reviews = Reviews, Consilia = Consilia, AuditDoubt = AuditDoubt };
}
