using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Diagnostics.Engine.Qti;

/// <summary>An element of a package's file by the names of 2.2, whichever version wrote it. Namespaces are not asked: authors forget them.</summary>
internal sealed class QtiElement(XElement element)
{
    public string Name { get; } = QtiNames.Plain(element.Name.LocalName);

    public string Namespace => element.Name.NamespaceName;

    public int Line => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The element as a report names it.</summary>
    public string Called => this["identifier"] is { Length: > 0 } identifier ? $"{element.Name.LocalName} {identifier}" : element.Name.LocalName;

    public IEnumerable<QtiElement> Children => element.Elements().Select(child => new QtiElement(child));

    /// <summary>Texts and elements in their order; comments and instructions are none.</summary>
    public IEnumerable<(string? Text, QtiElement? Element)> Content
    {
        get
        {
            foreach (XNode node in element.Nodes())
            {
                if (node is XText text)
                {
                    yield return (text.Value, null);
                }
                else if (node is XElement child)
                {
                    yield return (null, new QtiElement(child));
                }
            }
        }
    }

    /// <summary>Attributes by their local names, as written.</summary>
    public IEnumerable<(string Name, string Namespace, string Value)> Attributes =>
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => (attribute.Name.LocalName, attribute.Name.NamespaceName, attribute.Value));

    /// <summary>All text within, as it stands.</summary>
    public string Text => element.Value;

    public string? this[string attribute] => element.Attribute(attribute)?.Value ?? element.Attribute(QtiNames.Kebab(attribute))?.Value;

    public IEnumerable<QtiElement> Named(string name) => Children.Where(child => child.Name == name);

    public QtiElement? First(string name) => Named(name).FirstOrDefault();

    /// <summary>All below, at any depth, in the order of the file.</summary>
    public IEnumerable<QtiElement> Below(string name) => element.Descendants().Select(child => new QtiElement(child)).Where(child => child.Name == name);

    public int? Whole(string attribute) => int.TryParse(this[attribute], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    public double? Number(string attribute) => NumberOf(this[attribute]);

    public bool Flag(string attribute) => this[attribute] is "true" or "1";

    public string? Language() => element.Attribute(XNamespace.Xml + "lang")?.Value;

    public static double? NumberOf(string? text) =>
        double.TryParse(text?.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) ? value : null;
}
