namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>What is typed as <c>name=value</c>.</summary>
/// <param name="Path">A field's name; dots and brackets lead into what it holds: <c>idTagInfo.status</c>, <c>meterValue[0].timestamp</c>.</param>
/// <param name="Value">As it was typed, with its quotes.</param>
internal sealed record PromptArgument(string Path, string Value)
{
    public bool IsQuoted => Value is ['"' or '\'', ..];

    /// <summary>An object or a list in JSON.</summary>
    public bool IsJson => Value is ['{' or '[', ..];

    public override string ToString() => $"{Path}={Value}";
}
