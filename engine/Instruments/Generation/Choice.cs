namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>An answer offered: its words, and a drawing where the options are pictures.</summary>
internal sealed record Choice(string Text, SvgElement? Picture = null);
