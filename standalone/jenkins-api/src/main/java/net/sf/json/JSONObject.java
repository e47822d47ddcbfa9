package net.sf.json;

public final class JSONObject implements JSON {
    private static final long serialVersionUID = 1L;

    public JSONObject() {}

    public boolean has(String key) {
        throw new UnsupportedOperationException();
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException();
    }

    public String optString(String key) {
        throw new UnsupportedOperationException();
    }

    public Object put(Object key, Object value) {
        throw new UnsupportedOperationException();
    }
}
