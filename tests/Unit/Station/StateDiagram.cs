using System.Text;
using Stateless.Reflection;

namespace ChargerFirmware.Tests.Unit.Station;

/// <summary>Writes a machine as Mermaid over GetInfo only, so that the text does not depend on the package's version.</summary>
internal static class StateDiagram
{
    public static string Write(StateMachineInfo machine)
    {
        var text = new StringBuilder("stateDiagram-v2\n");
        foreach (var state in machine.States)
        {
            foreach (var edge in state.FixedTransitions
                .GroupBy(transition => $"{transition.DestinationState.UnderlyingState}")
                .OrderBy(edge => edge.Key, StringComparer.Ordinal))
            {
                var labels = edge.Select(Label).Order(StringComparer.Ordinal);
                text.Append($"    {state.UnderlyingState} --> {edge.Key}: {string.Join(", ", labels)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>All edges as "From To".</summary>
    public static IEnumerable<string> Edges(StateMachineInfo machine) =>
        from state in machine.States
        from transition in state.FixedTransitions
        select $"{state.UnderlyingState} {transition.DestinationState.UnderlyingState}";

    /// <summary>Every pair of state and trigger that is neither an edge nor ignored on purpose.</summary>
    public static IEnumerable<string> Undecided<TTrigger>(StateMachineInfo machine)
        where TTrigger : struct, Enum =>
        from state in machine.States
        let decided = state.Transitions.Select(transition => transition.Trigger.UnderlyingTrigger)
            .Concat(state.IgnoredTriggers.Select(ignored => ignored.Trigger.UnderlyingTrigger)).ToHashSet()
        from trigger in Enum.GetValues<TTrigger>()
        where !decided.Contains(trigger)
        select $"{state.UnderlyingState} {trigger}";

    /// <summary>The first Mermaid block after <paramref name="heading"/> in a folder's README.</summary>
    public static string FromReadme(string folder, string heading)
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, folder, "README.md")).ReplaceLineEndings("\n");
        var section = readme[readme.IndexOf(heading, StringComparison.Ordinal)..];
        var start = section.IndexOf("```mermaid\n", StringComparison.Ordinal) + "```mermaid\n".Length;
        return section[start..section.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static string Label(TransitionInfo transition)
    {
        var guards = transition.GuardConditionsMethodDescriptions.Select(guard => guard.Description).ToList();
        return guards.Count == 0 ? $"{transition.Trigger}" : $"{transition.Trigger} [{string.Join(", ", guards)}]";
    }
}
