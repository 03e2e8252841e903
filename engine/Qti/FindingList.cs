using System.Collections.Immutable;
using Diagnostics.Engine.Instruments.Words;

namespace Diagnostics.Engine.Qti;

/// <summary>Collects what is to be said of a package; past a limit it only remembers that there was more. For one thread.</summary>
internal sealed class FindingList
{
    internal const int Limit = 5_000;

    private readonly List<QtiFinding> _findings = [];

    /// <summary>Whether nothing can come of the package.</summary>
    public bool HasFault { get; private set; }

    public void Fault(string file, QtiElement? at, FormattableString reason) => Add(QtiFindingKind.Fault, file, at, reason);

    public void LeftOut(string file, QtiElement? at, FormattableString reason) => Add(QtiFindingKind.LeftOut, file, at, reason);

    public void Changed(string file, QtiElement? at, FormattableString reason) => Add(QtiFindingKind.Changed, file, at, reason);

    public void FaultAt(string file, int line, FormattableString reason) => Add(new QtiFinding(QtiFindingKind.Fault, QtiFinding.Plain(file), line, "", new Wording(reason)));

    public void LeftOutAt(string file, int line, FormattableString reason) => Add(new QtiFinding(QtiFindingKind.LeftOut, QtiFinding.Plain(file), line, "", new Wording(reason)));

    public ImmutableArray<QtiFinding> ToImmutable() => [.. _findings];

    private void Add(QtiFindingKind kind, string file, QtiElement? at, FormattableString reason) =>
        Add(new QtiFinding(kind, QtiFinding.Plain(file), at?.Line ?? 0, QtiFinding.Plain(at?.Called ?? ""), new Wording(reason)));

    private void Add(QtiFinding finding)
    {
        HasFault |= finding.Kind == QtiFindingKind.Fault;
        if (_findings.Count < Limit)
        {
            _findings.Add(finding);
        }
        else if (_findings.Count == Limit)
        {
            _findings.Add(new QtiFinding(finding.Kind, "", 0, "", new Wording($"More than {Limit} findings; the rest is not listed.")));
        }
    }
}
