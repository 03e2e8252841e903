using System.Xml;
using System.Xml.Linq;

namespace Diagnostics.Engine.Qti;

/// <summary>
/// Reads XML of somebody else's making: no document type, so no entities; nothing is ever fetched; size and depth are bounded before a tree is made.
/// </summary>
internal static class QtiXml
{
    internal const int Deepest = 64;

    private const int MostElements = 200_000;

    /// <summary>The root, or null after the list was told why; a fault where nothing can come of the package without it.</summary>
    public static QtiElement? Read(string file, ReadOnlyMemory<byte> content, FindingList findings, bool isNeeded)
    {
        try
        {
            (int line, FormattableString? reason) = Look(content);
            if (reason is not null)
            {
                Tell(line, reason);
                return null;
            }

            using XmlReader xml = Open(content);
            return new QtiElement(XDocument.Load(xml, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!);
        }
        catch (XmlException broken)
        {
            Tell(broken.LineNumber, broken.Message.Contains("DTD", StringComparison.Ordinal)
                ? (FormattableString)$"A document type (DTD) is refused: its entities could read other files."
                : $"Not well-formed XML: {broken.Message}");
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or NotSupportedException or IOException)
        {
            // Encodings that are not there, and characters that are none.
            Tell(0, $"Not readable as XML.");
        }

        return null;

        void Tell(int line, FormattableString reason)
        {
            if (isNeeded)
            {
                findings.FaultAt(file, line, reason);
            }
            else
            {
                findings.LeftOutAt(file, line, reason);
            }
        }
    }

    private static (int Line, FormattableString? Reason) Look(ReadOnlyMemory<byte> content)
    {
        using XmlReader xml = Open(content);
        int elements = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            int line = (xml as IXmlLineInfo)?.LineNumber ?? 0;
            if (xml.Depth >= Deepest)
            {
                return (line, $"Nested deeper than {Deepest} elements.");
            }

            if (++elements > MostElements)
            {
                return (line, $"More than {MostElements} elements.");
            }
        }

        return (0, null);
    }

    private static XmlReader Open(ReadOnlyMemory<byte> content) => XmlReader.Create(
        new MemoryStream(content.ToArray(), writable: false),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
}
