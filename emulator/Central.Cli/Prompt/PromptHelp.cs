using System.Text;
using ChargerFirmware.Bench;
using ChargerFirmware.Bench.Language;
using ChargerFirmware.Central.Cli.Docs;
using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Central.Cli.Prompt;

/// <summary>What <c>help</c> says; that of actions is drawn from their messages.</summary>
internal static class PromptHelp
{
    public static string Overview(IEnumerable<PromptCommand> commands)
    {
        var text = new StringBuilder();
        foreach (var command in commands)
        {
            text.Append("  ").Append($"{command.Name} {command.Usage}".TrimEnd()).Append('\n').Append("      ").Append(command.Summary).Append('\n');
        }

        Append(text, "of a central system, to a charge point that is connected to it [--remote-id ID]", CallDirection.FromCentralSystem);
        Append(text, "of a charge point of this process [--id ID]", CallDirection.FromStation);
        return text.Append("arguments: name=value, nested a.b=1 and a[0].b=1; 'help remote_reset' lists those of one command").ToString();
    }

    /// <exception cref="PromptException">There is no such command.</exception>
    public static string Of(string name, IEnumerable<PromptCommand> commands)
    {
        if (commands.FirstOrDefault(command => command.Name == name) is { } known)
        {
            return $"{known.Name} {known.Usage}\n  {known.Summary}";
        }

        var action = ActionWords.Find(name, out var side) ?? throw new PromptException(
            $"help: '{Quoted.Short(name)}' is no command{Spelling.DidYouMean(name, commands.Select(command => command.Name).Concat(ActionWords.All))}");
        var option = side == CallDirection.FromCentralSystem ? "[--remote-id ID]" : "[--id ID]";
        var text = new StringBuilder().Append(ActionWords.CommandOf(action, side)).Append(' ').Append(option).Append(" [--force] [argument=value ...]\n")
            .Append("  sends ").Append(action.Name).Append(".req, profile ").Append(action.Profile);
        Append(text, MessageField.Of(action.RequestForm), "  ", action.Name);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string what, CallDirection side)
    {
        text.Append("calls ").Append(what).Append(":\n");
        foreach (var action in ActionWords.Of(side))
        {
            var fields = MessageField.Of(action.RequestForm).Select(field => field.IsRequired ? $"{field.Name}=" : $"[{field.Name}=]");
            text.Append("  ").Append($"{ActionWords.CommandOf(action, side)} {string.Join(' ', fields)}".TrimEnd()).Append('\n');
        }
    }

    private static void Append(StringBuilder text, IReadOnlyList<MessageField> fields, string indent, string? action)
    {
        foreach (var field in fields)
        {
            text.Append('\n').Append(indent).Append(field.Name).Append("  ").Append(field.Type).Append(field.IsRequired ? ", required" : ", optional");
            if (action is not null && field.IsRequired && PayloadBuilder.IsTypedOnly(action, field.Name))
            {
                text.Append(", has no default");
            }

            Append(text, field.Members, indent + "  ", null);
        }
    }
}
