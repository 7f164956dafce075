namespace Stateless.Reflection;

/// <summary>A state that a dynamic transition may lead to, and when.</summary>
public class DynamicStateInfo
{
    public DynamicStateInfo(string destinationState, string criterion)
    {
        DestinationState = destinationState;
        Criterion = criterion;
    }

    public string DestinationState { get; set; }

    public string Criterion { get; set; }
}
