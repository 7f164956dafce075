using ChargerFirmware.Ocpp.Messages;

namespace ChargerFirmware.Ocpp.Channels;

/// <summary>Who carries out what the other side asks, action by action.</summary>
/// <param name="catalog">All actions of the version, those without a handler too.</param>
public sealed class ActionHandlers(MessageCatalog catalog, params ActionHandler[] handlers)
{
    public MessageCatalog Catalog => catalog;

    /// <summary>The handler of that action, or null; a name is case-sensitive (OCPP-J 1.6, 4.2.1).</summary>
    /// <remarks>Two dozen: looking through them takes less than reading the call, and a dictionary a station would be its largest part.</remarks>
    public ActionHandler? Find(string action) => Array.Find(handlers, handler => handler.Description.Name == action);

    /// <summary>Which error an action without a handler gets.</summary>
    public ErrorCode ErrorOf(string action) => catalog.TryFind(action, out _) ? ErrorCode.NotSupported : ErrorCode.NotImplemented;
}
