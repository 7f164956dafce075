namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>A line of a script that did not come true.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Frames">The latest frames, as the log shows them.</param>
internal sealed record ScriptFailure(string Script, int Line, string Text, string Why, IReadOnlyList<string> Frames)
{
    public override string ToString() => FormattableString.Invariant($"{Script}:{Line}: {Text}\n  {Why}\n  ")
        + (Frames.Count == 0 ? "no frame has passed" : $"the last frames:\n    {string.Join("\n    ", Frames)}");
}
