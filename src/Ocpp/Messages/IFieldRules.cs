namespace ChargerFirmware.Ocpp.Messages;

/// <summary>A message with rules that its types cannot express, such as a connector that must be above 0.</summary>
public interface IFieldRules
{
    /// <summary>The first rule the message breaks, or null.</summary>
    MessageFault? FindFault();
}
