namespace Diagnostics.Web.Cards;

internal enum CardSheetStyle
{
    /// <summary>A link to the style sheet the server hands out: nothing inline, as the content policy demands.</summary>
    Linked,

    /// <summary>The same style sheet inside the file, for a sheet that is opened from a disk.</summary>
    Embedded,
}
