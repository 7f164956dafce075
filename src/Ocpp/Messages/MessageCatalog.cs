using System.Diagnostics.CodeAnalysis;

namespace ChargerFirmware.Ocpp.Messages;

/// <summary>The actions of one version.</summary>
public sealed class MessageCatalog
{
    private readonly Dictionary<string, ActionDescription> _actions;

    public MessageCatalog(params IEnumerable<ActionDescription> actions) =>
        _actions = actions.ToDictionary(action => action.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<ActionDescription> Actions => _actions.Values;

    /// <summary>Finds an action by its name, which is case-sensitive (OCPP-J 1.6, 4.2.1).</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out ActionDescription? action) => _actions.TryGetValue(name, out action);
}
