using System.Collections.Immutable;

namespace Diagnostics.Engine.Qti;

/// <summary>Collects what is to be said of a package; past a limit it only remembers that there was more. For one thread.</summary>
internal sealed class FindingList
{
    internal const int Limit = 5_000;

    private const int LongestReason = 400;

    private readonly List<QtiFinding> _findings = [];

    /// <summary>Whether nothing can come of the package.</summary>
    public bool HasFault { get; private set; }

    public void Fault(string file, QtiElement? at, string reason) => Add(QtiFindingKind.Fault, file, at, reason);

    public void LeftOut(string file, QtiElement? at, string reason) => Add(QtiFindingKind.LeftOut, file, at, reason);

    public void Changed(string file, QtiElement? at, string reason) => Add(QtiFindingKind.Changed, file, at, reason);

    public void FaultAt(string file, int line, string reason) => Add(new QtiFinding(QtiFindingKind.Fault, Plain(file), line, "", Plain(reason)));

    public void LeftOutAt(string file, int line, string reason) => Add(new QtiFinding(QtiFindingKind.LeftOut, Plain(file), line, "", Plain(reason)));

    public ImmutableArray<QtiFinding> ToImmutable() => [.. _findings];

    private void Add(QtiFindingKind kind, string file, QtiElement? at, string reason) =>
        Add(new QtiFinding(kind, Plain(file), at?.Line ?? 0, Plain(at?.Called ?? ""), Plain(reason)));

    private void Add(QtiFinding finding)
    {
        HasFault |= finding.Kind == QtiFindingKind.Fault;
        if (_findings.Count < Limit)
        {
            _findings.Add(finding);
        }
        else if (_findings.Count == Limit)
        {
            _findings.Add(new QtiFinding(finding.Kind, "", 0, "", $"More than {Limit} findings; the rest is not listed."));
        }
    }

    /// <summary>Foreign names and words as they may stand on one line of a report.</summary>
    private static string Plain(string text) =>
        string.Concat((text.Length <= LongestReason ? text : text[..LongestReason] + "…").Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
}
