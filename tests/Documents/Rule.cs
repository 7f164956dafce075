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
