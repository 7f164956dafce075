using System.Text.RegularExpressions;

namespace ChargerFirmware.Tests.Documents;

/// <summary>How a command of a document is proved, and which commands the rule is for.</summary>
/// <param name="Command">A pattern of the whole command.</param>
internal abstract record Rule(string Command)
{
    /// <summary>What must run while the command does; null: nothing.</summary>
    public Needs Needs { get; init; }

    /// <summary>It takes minutes: proved with <c>--long</c> only.</summary>
    public bool IsLong { get; init; }

    public bool Fits(DocumentCommand command) => Regex.IsMatch(command.Text, $"^(?:{Command})$");
}

/// <summary>It runs to its end, with this exit code.</summary>
/// <param name="Output">A pattern that its output holds.</param>
internal sealed record Ends(string Command, string Output = "", int ExitCode = 0) : Rule(Command);

/// <summary>It runs until it is asked to end, once its output holds the pattern.</summary>
internal sealed record Serves(string Command, string Output) : Rule(Command);

/// <summary>CI runs it in a stage of its own, which <c>.ci/run</c> must hold: a text of that script.</summary>
internal sealed record ElsewhereInCi(string Command, string Text) : Rule(Command);

/// <summary>What a command takes for granted; the document says so around it.</summary>
[Flags]
internal enum Needs
{
    Nothing = 0,

    /// <summary>An emulator on its default ports, started by the README's first command.</summary>
    Emulator = 1,

    /// <summary>A central system on port 9000.</summary>
    CentralSystem = 2,

    /// <summary>An MQTT broker on port 1883.</summary>
    Broker = 4,
}
